package io.reprise.pipelines.report;

import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.Page;
import io.reprise.pipelines.page.Section;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The page of a run. */
public final class RunReport {

  /** In the order of the page. */
  private static final List<SectionSource> SECTIONS =
      List.of(
          new WarningsSection(),
          new MetricsSection(),
          new ParametersSection(),
          new StagesSection(),
          new LearningSection(),
          new ClassesSection(),
          new ExamplesSection(),
          new ConfusionSection(),
          new CurvesSection(),
          new MistakesSection(),
          new ScatterSection(),
          new ClustersSection(),
          new PicturesSection(),
          new TimeSection(),
          new ReproductionSection());

  private RunReport() {}

  /** What cannot be read is said in its section. Sections are made on all processors. */
  public static Page of(RunView run) {
    RunManifest manifest = run.manifest();
    List<Section> sections =
        SECTIONS.parallelStream().flatMap(source -> section(source, run).stream()).toList();
    return new Page("Run report", manifest.pipeline(), facts(manifest), sections);
  }

  private static Optional<Section> section(SectionSource source, RunView run) {
    SectionDraft draft = new SectionDraft();
    fill(source, run, draft);
    return draft.isEmpty()
        ? Optional.empty()
        : Optional.of(draft.named(source.id(), source.title()));
  }

  private static void fill(SectionSource source, RunView run, SectionDraft draft) {
    try {
      source.fill(run, draft);
    } catch (ReportedException e) {
      draft.add(problem(String.join("; ", e.problems())));
    } catch (IOException | UncheckedIOException e) {
      draft.add(problem("cannot be read: " + e));
    }
  }

  private static Block problem(String text) {
    return new Block.Notices(List.of(new Block.Notice(Block.Level.ERROR, "", text)));
  }

  private static List<String> facts(RunManifest run) {
    return List.of(
        "Run " + run.id(),
        run.status().name().toLowerCase(Locale.ROOT),
        run.startedText() + " UTC",
        String.format(Locale.ROOT, "%.1f s", run.seconds()),
        run.file());
  }
}
