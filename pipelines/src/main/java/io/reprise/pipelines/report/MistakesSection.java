package io.reprise.pipelines.report;

import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.Sheet;
import io.reprise.pipelines.page.Sprites;
import io.reprise.pipelines.page.Table;
import io.reprise.pipelines.page.Table.Column;
import io.reprise.pipelines.page.Table.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Wrong and right predictions as pictures, the most confident mistakes first. */
final class MistakesSection implements SectionSource {

  private static final int MOST_STAGES = 3;
  private static final int WRONG = 48;
  private static final int RIGHT = 24;

  /** Larger images are shrunk to no more than this. */
  private static final int TILE = 96;

  /** How wide an image is shown, in pixels. */
  private static final int SHOWN = 96;

  @Override
  public String id() {
    return "mistakes";
  }

  @Override
  public String title() {
    return "Mistakes";
  }

  @Override
  public void fill(RunView run, SectionDraft section) throws IOException {
    List<StageOutput> outputs = run.outputs("predictions");
    Bound.note(section, outputs.size(), MOST_STAGES, "tables of predictions");
    for (StageOutput output : outputs.stream().limit(MOST_STAGES).toList()) {
      ExtremePredictions found = ExtremePredictions.read(run, output, WRONG, RIGHT);
      if (found.rows() > 0) {
        fill(run, output, found, section);
      }
    }
  }

  private static void fill(
      RunView run, StageOutput output, ExtremePredictions found, SectionDraft section)
      throws IOException {
    ExampleTables tables = new ExampleTables(run);
    Optional<StageOutput> examples = tables.of(output);
    ClassNames names = ClassNames.of(tables.factsOf(output));
    List<Scored> wrong = found.wrong();
    List<Scored> right = found.right();
    section.add(
        new Block.Text(
            String.format(
                Locale.ROOT,
                "%s: %,d of %,d predictions are wrong. %s",
                output.path(),
                found.mistakes(),
                found.rows(),
                wrong.isEmpty()
                    ? ""
                    : wrong.size() < found.mistakes()
                        ? "The " + wrong.size() + " with the largest probability:"
                        : "All of them, the largest probability first:")));
    if (examples.isPresent()) {
      Map<Long, Integer> labels = new HashMap<>();
      wrong.forEach(each -> labels.put(each.id(), each.label()));
      right.forEach(each -> labels.put(each.id(), each.label()));
      Map<Long, Tile> images = ExampleImages.read(run, examples.get(), labels, TILE);
      if (images.isEmpty()) {
        section.note(
            String.format(
                Locale.ROOT,
                "No pictures for %s: %s has none of its ids with the same label.",
                output.path(),
                examples.get().path()));
      }
      sprites(wrong, images, names, "bad").ifPresent(section::add);
      sprites(right, images, names, "good")
          .ifPresent(
              shown ->
                  section.add(
                      new Block.Fold(
                          "Right predictions, the least certain first", List.of(shown))));
    } else {
      section.note(
          "No pictures for " + output.path() + ": it does not come of one table of examples.");
    }
    if (!wrong.isEmpty()) {
      section.add(new Block.Fold("As a table", List.of(table(wrong, names))));
    }
  }

  private static Optional<Block> sprites(
      List<Scored> rows, Map<Long, Tile> images, ClassNames names, String tone) {
    TileSheet tiles = new TileSheet();
    List<Sprites.Caption> captions = new ArrayList<>();
    for (Scored row : rows) {
      Tile tile = images.get(row.id());
      if (tile != null) {
        tiles.add(tile);
        captions.add(caption(row, names, tone));
      }
    }
    if (tiles.isEmpty()) {
      return Optional.empty();
    }
    Sheet sheet = tiles.sheet("");
    return Optional.of(
        new Sprites(
            sheet.image(),
            sheet.across(),
            sheet.width(),
            sheet.height(),
            tiles.scale(SHOWN),
            captions));
  }

  private static Sprites.Caption caption(Scored row, ClassNames names, String tone) {
    String probability = String.format(Locale.ROOT, " %.3f", row.probability());
    boolean right = row.label() == row.predicted();
    return new Sprites.Caption(
        names.of(row.predicted()) + probability,
        (right ? "" : "is " + names.of(row.label()) + ", ") + "id " + row.id(),
        tone);
  }

  private static Table table(List<Scored> rows, ClassNames names) {
    return Table.of(
        List.of(
            new Column("id", Kind.CODE),
            Column.text("label"),
            Column.text("predicted"),
            new Column("probability", Kind.SHARE)),
        rows.stream()
            .map(
                row ->
                    Arrays.<@Nullable Object>asList(
                        Long.toString(row.id()),
                        names.of(row.label()),
                        names.of(row.predicted()),
                        (double) row.probability()))
            .toList());
  }
}
