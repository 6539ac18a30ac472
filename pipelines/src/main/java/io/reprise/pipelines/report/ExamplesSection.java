package io.reprise.pipelines.report;

import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.Gallery;
import io.reprise.schemas.record.Example;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Some images of each class, before and after they are changed. */
final class ExamplesSection implements SectionSource {

  private static final int MOST_TABLES = 3;
  private static final int MOST_CLASSES = 40;
  private static final int EACH = 5;

  /** Larger images are shrunk to no more than this. */
  private static final int TILE = 64;

  /** How wide an image is shown, in pixels. */
  private static final int SHOWN = 56;

  @Override
  public String id() {
    return "examples";
  }

  @Override
  public String title() {
    return "Examples";
  }

  @Override
  public void fill(RunView run, SectionDraft section) throws IOException {
    ExampleTables tables = new ExampleTables(run);
    List<StageOutput> all = run.outputs("examples");
    List<StageOutput> changed =
        all.stream().filter(table -> tables.before(table).isPresent()).toList();
    List<StageOutput> shown = changed.isEmpty() ? all.stream().limit(1).toList() : changed;
    Bound.note(section, shown.size(), MOST_TABLES, "tables of changed examples");
    for (StageOutput table : shown.stream().limit(MOST_TABLES).toList()) {
      fill(run, table, section);
    }
  }

  private static void fill(RunView run, StageOutput table, SectionDraft section)
      throws IOException {
    ExampleTables tables = new ExampleTables(run);
    Optional<StageOutput> before = tables.before(table);
    StageOutput first = before.orElse(table);
    ClassSamples samples = ClassSamples.read(run, first, EACH, MOST_CLASSES);
    if (before.isPresent()) {
      samples.findCopies(run, table);
    }
    if (samples.isCut()) {
      section.note("Classes are those among the first examples of " + first.path() + ".");
    }
    ClassNames names = ClassNames.of(tables.facts(first));
    TileSheet sheet = new TileSheet();
    List<Gallery.Line> lines = new ArrayList<>();
    for (ClassSamples.OfClass each : samples.classes()) {
      List<List<Integer>> cells = new ArrayList<>();
      cells.add(places(each.before(), sheet));
      if (before.isPresent()) {
        cells.add(places(each.after(), sheet));
      }
      lines.add(new Gallery.Line(names.of(each.label()), cells));
    }
    if (!sheet.isEmpty()) {
      section.add(
          new Block.Text(
              before.isPresent()
                  ? "The first examples of each class of "
                      + first.path()
                      + ", and the same in "
                      + table.path()
                      + "."
                  : "The first examples of each class of " + first.path() + "."));
      section.add(
          new Gallery(
              sheet.sheet("examples-" + table.path()),
              before.isPresent() ? List.of(first.path(), table.path()) : List.of(first.path()),
              sheet.scale(SHOWN),
              lines));
    }
  }

  private static List<Integer> places(List<Example> examples, TileSheet sheet) {
    return examples.stream().map(example -> sheet.add(Tile.of(example, TILE))).toList();
  }
}
