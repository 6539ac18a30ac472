package io.reprise.pipelines.report;

import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.Block.Level;
import io.reprise.pipelines.page.Block.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What went wrong, and likely mistakes that the stages found. */
final class WarningsSection implements SectionSource {

  private static final int MOST = 200;

  @Override
  public String id() {
    return "warnings";
  }

  @Override
  public String title() {
    return "Warnings";
  }

  @Override
  public void fill(RunView run, SectionDraft section) {
    List<Notice> notices = notices(run.manifest());
    if (notices.size() > MOST) {
      section.note(
          String.format(Locale.ROOT, "The first %,d of %,d are shown.", MOST, notices.size()));
    }
    section.add(new Block.Notices(notices.stream().limit(MOST).toList()));
  }

  private static List<Notice> notices(RunManifest run) {
    List<Notice> notices = new ArrayList<>();
    for (StageEntry stage : run.all()) {
      if (stage.outcome().equals("failed") || stage.outcome().equals("interrupted")) {
        notices.add(new Notice(Level.ERROR, stage.name(), said(stage.outcome(), stage.why())));
      }
    }
    for (StageEntry stage : run.all()) {
      if (stage.outcome().equals("skipped")) {
        notices.add(new Notice(Level.WARNING, stage.name(), said("skipped", stage.why())));
      }
      stage.warnings().forEach(line -> notices.add(new Notice(Level.WARNING, stage.name(), line)));
      machine(stage).forEach(line -> notices.add(new Notice(Level.WARNING, stage.name(), line)));
    }
    if (run.status() != RunManifest.Status.DONE && notices.isEmpty()) {
      String status = run.status().name().toLowerCase(Locale.ROOT);
      notices.add(new Notice(Level.WARNING, "", "this run is not complete: " + status));
    }
    return notices.isEmpty()
        ? List.of(new Notice(Level.GOOD, "", "No stage failed, and no likely mistake was found."))
        : notices;
  }

  private static String said(String outcome, List<String> why) {
    return why.isEmpty() ? outcome : outcome + ": " + String.join("; ", why);
  }

  /** Those about the machine that made an artifact. */
  private static List<String> machine(StageEntry stage) {
    List<String> lines = new ArrayList<>();
    for (Object topic : stage.machine().values()) {
      if (topic instanceof Map<?, ?> facts && facts.get("warnings") instanceof List<?> warnings) {
        warnings.forEach(line -> lines.add(String.valueOf(line)));
      }
    }
    return lines;
  }
}
