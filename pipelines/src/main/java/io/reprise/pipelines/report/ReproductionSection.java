package io.reprise.pipelines.report;

import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.Table;
import io.reprise.pipelines.page.Table.Column;
import io.reprise.pipelines.page.Table.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How to get the same again: commands, machine, and the digests to compare with. */
final class ReproductionSection implements SectionSource {

  private static final int MOST = 2000;

  /** Longer command lines are of no use. */
  private static final int LONGEST_COMMAND = 30_000;

  @Override
  public String id() {
    return "reproduction";
  }

  @Override
  public String title() {
    return "Reproduction";
  }

  @Override
  public void fill(RunView run, SectionDraft section) {
    RunManifest manifest = run.manifest();
    Object revision = manifest.environment().get("git");
    if (String.valueOf(revision).endsWith("-dirty")) {
      section.note(
          "The project had changes that were not committed: its revision alone is not its code.");
    }
    String checkout =
        revision instanceof String text
                && text.matches("[0-9a-zA-Z._/-]+")
                && !text.endsWith("-dirty")
            ? "git checkout " + text + "\n"
            : "";
    section.add(
        new Block.Text(
            "Runs everything anew in an empty store and compares all digests; stages, parameters"
                + " and wiring are those that this run's manifest has:"));
    section.add(new Block.Code(checkout + "./reprise reproduce " + manifest.id()));
    String command = RunCommandLine.of(manifest);
    if (command.length() <= LONGEST_COMMAND) {
      section.add(
          new Block.Fold(
              "The same run by its pipeline file, with every parameter",
              List.of(new Block.Code(command))));
    } else {
      section.note("The command with every parameter is left out: it would be too long.");
    }
    section.add(environment(manifest));
    if (manifest.stages().size() > MOST) {
      section.note(
          String.format(
              Locale.ROOT,
              "Digests of the first %,d of %,d stages are listed.",
              MOST,
              manifest.stages().size()));
    }
    section.add(new Block.Fold("Keys and digests", List.of(digests(manifest))));
  }

  private static Table environment(RunManifest run) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    run.environment()
        .forEach((name, value) -> rows.add(Arrays.asList(name, String.valueOf(value))));
    for (StageEntry stage : run.stages()) {
      if (stage.machine().get("native") instanceof Map<?, ?> facts && rows.size() < MOST) {
        facts.forEach(
            (name, value) ->
                rows.add(Arrays.asList(stage.name() + ": " + name, YamlText.of(value))));
      }
    }
    return Table.of(List.of(Column.text("environment"), new Column("value", Kind.CODE)), rows);
  }

  private static Table digests(RunManifest run) {
    return new Table(
        "",
        List.of(
            Column.text("stage"), new Column("key", Kind.CODE), new Column("result", Kind.CODE)),
        run.stages().stream()
            .limit(MOST)
            .map(
                stage ->
                    Arrays.<@Nullable Object>asList(stage.name(), stage.key(), stage.artifact()))
            .toList(),
        false);
  }
}
