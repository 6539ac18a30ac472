package io.reprise.pipelines.diffpage;

import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.outputs.OutputDiff;
import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.Page;
import io.reprise.pipelines.page.Section;
import io.reprise.schemas.text.PosixShell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The page of two runs compared. */
public final class DiffPage {

  /** The rest is named. */
  private static final int MOST_OUTPUTS = 60;

  private static final int MOST_UNSEEN = 200;

  private DiffPage() {}

  /** What cannot be read is said where it would stand. */
  public static Page of(DiffView view) {
    List<Section> sections = new ArrayList<>();
    if (view.causes()) {
      sections.add(CauseSection.of(view.runs()));
    }
    if (view.metrics()) {
      sections.add(MetricSection.of(view));
    }
    Budget budget = new Budget();
    List<OutputDiff> outputs = view.outputs().outputs();
    for (OutputDiff output : outputs.stream().limit(MOST_OUTPUTS).toList()) {
      sections.add(new OutputSection(view, output, sections.size(), budget).build());
    }
    unseen(view, outputs).ifPresent(sections::add);
    RunManifest before = view.before().manifest();
    RunManifest after = view.after().manifest();
    return new Page(
        "Differences",
        before.pipeline().equals(after.pipeline())
            ? after.pipeline()
            : before.pipeline() + " and " + after.pipeline(),
        List.of("First: " + before.id(), "Second: " + after.id(), command(view)),
        sections);
  }

  /** Shows the same again, in the terminal. */
  private static String command(DiffView view) {
    List<String> words = new ArrayList<>(List.of("./reprise", "diff"));
    words.add(view.before().manifest().id());
    words.add(view.after().manifest().id());
    words.addAll(view.options());
    return PosixShell.line(words);
  }

  private static Optional<Section> unseen(DiffView view, List<OutputDiff> outputs) {
    List<Block.Notice> notices = new ArrayList<>();
    view.outputs().unseen().stream()
        .limit(MOST_UNSEEN)
        .forEach(line -> notices.add(notice(Cells.cut(line))));
    if (view.outputs().unseen().size() > MOST_UNSEEN) {
      notices.add(
          notice(Cells.format("and %,d more", view.outputs().unseen().size() - MOST_UNSEEN)));
    }
    if (outputs.size() > MOST_OUTPUTS) {
      notices.add(
          notice(
              Cells.format(
                  "%,d more outputs that differ are not on this page; ./reprise diff --stage STAGE"
                      + " is about one stage",
                  outputs.size() - MOST_OUTPUTS)));
    }
    return notices.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Section(
                "left-out", "Not compared", List.of(), List.of(new Block.Notices(notices))));
  }

  private static Block.Notice notice(String text) {
    return new Block.Notice(Block.Level.WARNING, "", text);
  }
}
