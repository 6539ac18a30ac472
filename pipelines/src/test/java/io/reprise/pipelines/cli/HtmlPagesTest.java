package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.page.BrowserPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of runs and of differences, in a browser. */
class HtmlPagesTest {

  private static final String HOSTILE =
      "<img src=x onerror=window.hit=1><script>window.hit=1</script>";

  @TempDir private static Path home;

  private static TrainingProject training;
  private static BrowserPage browser;
  private static Path index;
  private static Path diff;

  @BeforeAll
  static void twoRunsAndTheirPages() throws IOException {
    browser = BrowserPage.start();
    training = new TrainingProject(home.resolve("it's a #home"));
    CommandProject project = training.project();
    String first = project.latest().id();
    training.change();
    project.run("--name", "second", "--tag", "better");
    project.cli("note", "second", HOSTILE);
    Files.writeString(project.runs().folder(first).resolve("report.html"), "<p>report</p>");
    project.write("other.yaml", "pipeline: other\nstages:\n" + CommandProject.CHAIN.indent(2));
    project.cli("run", "other");
    index = project.outputs().resolve("index.html");
    diff = project.outputs().resolve("diff.html");
    assertThat(project.cli("runs", "--html", index.toString()))
        .isEqualTo(new Cli.Result(0, Project.shown(index) + "\n"));
    assertThat(project.cli("diff", first, "second", "--html", diff.toString()))
        .isEqualTo(new Cli.Result(3, Project.shown(diff) + "\n"));
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void indexSortsFiltersAndLeadsToReports() {
    browser.open(index, 1280);

    browser.assertChartsDrawn(1); // accuracy of the pipeline with two runs
    assertThat(rows()).hasSize(3);
    browser.run("document.querySelectorAll('.table')[0].querySelectorAll('.sort')[2].click()");
    assertThat(rows().get(0)).contains("other");
    browser.run(
        "const f = document.querySelector('.filter'); f.value = 'better p';"
            + " f.dispatchEvent(new Event('input'))");
    assertThat(rows()).singleElement().asString().contains("second", HOSTILE);
    assertThat(
            browser.run(
                "return [...document.querySelectorAll('td a')].every(a => a.href.startsWith("
                    + "'file:') && a.getAttribute('href').startsWith('runs/'))"))
        .isEqualTo(true);
    assertHarmless();
  }

  @Test
  void linksOfTheIndexReachTheReportWhateverTheFolderIsCalled() {
    browser.open(index, 1280);

    browser.run("document.querySelector('td a').click()");
    browser.waitFor("return document.body.textContent === 'report'");
  }

  @Test
  void differencesHaveImagesChartsAndPictures() {
    browser.open(diff, 1280);

    browser.assertChartsDrawn(2); // layers and losses
    assertThat(browser.run("return document.querySelectorAll('.sprite').length")).isEqualTo(1L);
    assertThat(browser.run("return document.querySelector('.sprite').textContent"))
        .asString()
        .contains(TrainingProject.HOSTILE_CLASS, "id 1");
    browser.waitFor(
        "return [...document.querySelectorAll('.picture img')].every(i => i.complete)"
            + " && document.querySelectorAll('.picture img').length === 5");
    assertThat(browser.run("return document.body.textContent"))
        .asString()
        .contains("12 pixels differ, 1.000 %", "fit.history", "no replicate");
    assertHarmless();
  }

  @Test
  void bothFitAPhone() {
    for (Path page : List.of(index, diff)) {
      browser.open(page, 390);
      browser.assertNoSidewaysScrolling();
    }
  }

  @Test
  void placeForAPageIsAskedForBeforeAnythingIsCompared() {
    CommandProject project = training.project();
    assertThat(project.cli("diff", "--html", "run.json").out())
        .isEqualTo("error: --html run.json: name a file that ends in .html\n");
    assertThat(project.cli("runs", "--html", "none/x.html").out())
        .isEqualTo("error: --html none/x.html: there is no such folder\n");
    assertThat(project.cli("runs", "--html", "x.html", "--csv").exitCode()).isEqualTo(2);
  }

  /** As editors do it: a page may be a link to where a server shows it. */
  @Test
  void pageThatIsALinkIsWrittenToWhatItPointsTo() throws IOException {
    Path folder = Files.createDirectories(home.resolve("served"));
    Path link = home.resolve("link.html");
    Files.createSymbolicLink(link, Path.of("second.html"));
    Files.createSymbolicLink(home.resolve("second.html"), Path.of("served/page.html"));
    CommandProject project = training.project();
    for (int i = 0; i < 2; i++) { // it is made, and replaced
      assertThat(project.cli("runs", "--html", link.toString()).exitCode()).isZero();
      assertThat(Disk.childrenOf(folder)).containsExactly(folder.resolve("page.html"));
      assertThat(link).isSymbolicLink().content().contains("All runs");
    }
  }

  @Test
  void pageCanBeReadByWhoeverCanReadOtherFiles() throws IOException {
    Path other = Files.writeString(home.resolve("other.txt"), "");

    assertThat(Files.getPosixFilePermissions(index))
        .isEqualTo(Files.getPosixFilePermissions(other));
  }

  private static void assertHarmless() {
    assertThat(browser.run("return window.hit === undefined")).isEqualTo(true);
    browser.assertQuiet();
  }

  @SuppressWarnings("unchecked")
  private static List<String> rows() {
    return (List<String>)
        browser.run(
            "return [...document.querySelectorAll('.table')[0].querySelectorAll('tbody tr')]"
                + ".map(r => r.textContent)");
  }
}
