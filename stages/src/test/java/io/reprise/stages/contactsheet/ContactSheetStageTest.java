package io.reprise.stages.contactsheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.ClusterAssignment;
import io.reprise.schemas.record.Example;
import io.reprise.stages.StageTrial;
import io.reprise.stages.TrialFiles;
import io.reprise.stages.table.ExampleFacts;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SortedMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of 4 x 4 pixels, each all of the shade 10 x id. */
class ContactSheetStageTest {

  private static final int MARGIN = 8;
  private static final int TITLE = 20;
  private static final List<String> CLASSES =
      List.of("<script>alert(1)</script>", "Zw\u00f6lf", "none");

  @TempDir Path folder;

  @Test
  void everyClassHasItsImagesInTheOrderOfTheirIds() throws IOException {
    BufferedImage sheet = picture(run("a", "{ columns: 2, scale: 1, caption: none }", examples(6)));
    int cell = 4 + 4;
    assertThat(shades(sheet, MARGIN, MARGIN + TITLE, cell)).containsExactly(0, 20, 40);
    int second = MARGIN + TITLE + 2 * cell + 4 + TITLE;
    assertThat(shades(sheet, MARGIN, second, cell)).containsExactly(10, 30, 50);
    int end = second + 2 * cell + 4 + TITLE + 4 + MARGIN; // the third class has its title alone
    assertThat(sheet.getHeight()).isEqualTo(end);
    assertThat(sheet.getWidth())
        .isEqualTo(2 * MARGIN + 2 * 6 * "0 <script>alert(1)</script> (3)".length());
  }

  @Test
  void chosenImagesFollowFromSeedAndIds() throws IOException {
    List<Example> rows = examples(20);
    String settings = "{ groupBy: none, images: 5, columns: 5, scale: 1, caption: id, seed: %d }";
    SortedMap<String, String> first =
        StageTrial.digests(run("b", String.format(Locale.ROOT, settings, 1), rows));
    assertThat(first).containsOnlyKeys("pictures/contactsheet.png");
    List<Example> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(2));
    assertThat(StageTrial.digests(run("c", String.format(Locale.ROOT, settings, 1), shuffled)))
        .isEqualTo(first);
    assertThat(StageTrial.digests(run("d", String.format(Locale.ROOT, settings, 2), rows)))
        .isNotEqualTo(first);
  }

  @Test
  void bytesDoNotDependOnThreads() throws IOException {
    Path input = write("e-in", examples(9));
    StageTrial one = trial("e", "{ groupBy: split }", input).threads(1);
    StageTrial four = trial("f", "{ groupBy: split }", input).threads(4);
    assertThat(StageTrial.digests(one.run())).isEqualTo(StageTrial.digests(four.run()));
  }

  @Test
  void clustersStandTogetherAndWhatIsInNoneIsLeftOut() throws IOException {
    Path clusters = folder.resolve("clusters").toAbsolutePath();
    TrialFiles.table(
        clusters,
        ClusterAssignment.class,
        List.of(cluster(1, 1, 7), cluster(2, 0, -1), cluster(4, 0, 7)));
    Path artifact =
        trial("g", "{ groupBy: cluster, scale: 1, caption: none }", write("g-in", examples(6)))
            .in("clusters", clusters)
            .run();
    BufferedImage sheet = picture(artifact);
    assertThat(shades(sheet, MARGIN, MARGIN + TITLE, 8)).containsExactly(20);
    assertThat(shades(sheet, MARGIN, MARGIN + 2 * TITLE + 12, 8)).containsExactly(10, 40);
  }

  @Test
  void whatCannotBeDrawnIsAnError() throws IOException {
    assertThatThrownBy(() -> run("h", "{ groupBy: cluster }", examples(2)))
        .isInstanceOf(ReportedException.class)
        .hasMessage(
            "groupBy is cluster, but there are no clusters; wire the input: clusters:"
                + " kmeans.clusters");
    assertThatThrownBy(() -> run("i", "{ }", List.of()))
        .isInstanceOf(ReportedException.class)
        .hasMessage("there is no example to draw; look at the stage that the examples come from");
    assertThatThrownBy(
            () -> run("j", "{ images: 10000, columns: 1000, scale: 32 }", examples(2000)))
        .isInstanceOf(ReportedException.class)
        .hasMessageMatching(
            "the picture would have [0-9,]+ x [0-9,]+ pixels; lower scale, or draw fewer images");
    Path clusters = folder.resolve("others").toAbsolutePath();
    TrialFiles.table(clusters, ClusterAssignment.class, List.of(cluster(1, 0, 7)));
    assertThatThrownBy(
            () ->
                trial("k", "{ groupBy: cluster }", write("k-in", examples(3)))
                    .in("clusters", clusters)
                    .run())
        .hasMessage(
            "id 1 has another label or split in 'clusters' than in 'examples'; wire 'examples' to"
                + " what was clustered");
  }

  private Path run(String name, String settings, List<Example> rows) throws IOException {
    return trial(name, settings, write(name + "-in", rows)).run();
  }

  private StageTrial trial(String name, String settings, Path input) throws IOException {
    return new StageTrial(new ContactSheetStage(), folder.resolve(name))
        .with(settings)
        .in("examples", input);
  }

  private Path write(String name, List<Example> rows) throws IOException {
    Path input = folder.resolve(name).toAbsolutePath();
    TrialFiles.table(input, Example.class, rows);
    TrialFiles.facts(input, new ExampleFacts("shades", 4, 4, 1, CLASSES, rows.size()));
    return input;
  }

  private static List<Example> examples(int count) {
    List<Example> rows = new ArrayList<>();
    for (int id = 0; id < count; id++) {
      byte[] pixels = new byte[16];
      Arrays.fill(pixels, (byte) (10 * id));
      ByteBuffer image = ByteBuffer.wrap(pixels);
      rows.add(new Example((long) id, "test", id % 2, 4, 4, 1, image, (long) id, null));
    }
    return rows;
  }

  private static ClusterAssignment cluster(long id, int label, int cluster) {
    return new ClusterAssignment(id, "test", label, cluster, null);
  }

  private static BufferedImage picture(Path artifact) throws IOException {
    return ImageIO.read(artifact.resolve("pictures/contactsheet.png").toFile());
  }

  /** Of the cells from a place on, two in a row, until one is white. */
  private static List<Integer> shades(BufferedImage sheet, int x, int y, int cell) {
    List<Integer> shades = new ArrayList<>();
    for (int i = 0; ; i++) {
      int shade = sheet.getRaster().getSample(x + i % 2 * cell + 1, y + i / 2 * cell + 1, 0);
      if (shade == 255) {
        return shades;
      }
      shades.add(shade);
    }
  }
}
