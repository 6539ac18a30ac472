package io.reprise.pipelines.report;

import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.plot.Axis;
import io.reprise.pipelines.plot.Bars;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Where the time went. */
final class TimeSection implements SectionSource {

  private static final int MOST = 30;

  @Override
  public String id() {
    return "time";
  }

  @Override
  public String title() {
    return "Time";
  }

  @Override
  public void fill(RunView run, SectionDraft section) {
    RunManifest manifest = run.manifest();
    List<StageEntry> executed =
        manifest.stages().stream()
            .filter(stage -> stage.seconds() > 0)
            .sorted(Comparator.comparingDouble((StageEntry stage) -> -stage.seconds()))
            .toList();
    double sum = executed.stream().mapToDouble(StageEntry::seconds).sum();
    section.note(
        String.format(
            Locale.ROOT,
            "%,d of %,d stages were executed, the others reused or left out. Their times add up to"
                + " %,.1f s; the run took %,.1f s.",
            executed.size(),
            manifest.stages().size(),
            sum,
            manifest.seconds()));
    if (executed.size() > MOST) {
      section.note(
          String.format(
              Locale.ROOT,
              "The %d that took longest are drawn; all are in the table of stages.",
              MOST));
    }
    List<StageEntry> drawn = executed.stream().limit(MOST).toList();
    if (!drawn.isEmpty()) {
      section.add(
          new Block.Chart(
              "time",
              "Seconds by stage",
              "Longest first.",
              70 + 30 * drawn.size(),
              new Bars(
                  Axis.of("seconds"),
                  drawn.stream().map(StageEntry::name).toList(),
                  List.of(
                      new Bars.Series(
                          "seconds",
                          drawn.stream().map(stage -> rounded(stage.seconds())).toList())),
                  true)));
    }
  }

  /** To milliseconds. */
  private static double rounded(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }
}
