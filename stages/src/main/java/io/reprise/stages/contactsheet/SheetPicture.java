package io.reprise.stages.contactsheet;

import io.reprise.stages.png.Grid;
import io.reprise.stages.png.Raster;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.table.ExampleFacts;
import java.util.List;
import java.util.Locale;

/** Draws a sheet, with the captions that are asked for. */
final class SheetPicture {

  private SheetPicture() {}

  static Raster of(Sheet sheet, Settings settings) {
    ExampleFacts facts = sheet.facts();
    String caption = settings.text(ContactSheetStage.CAPTION);
    List<Grid.Group> groups =
        sheet.groups().stream()
            .map(
                group ->
                    new Grid.Group(
                        String.format(Locale.ROOT, "%s (%,d)", group.title(), group.rows()),
                        group.images().stream()
                            .map(image -> new Grid.Cell(image.pixels(), text(image, caption)))
                            .toList()))
            .toList();
    return new Grid(
            facts.width(),
            facts.height(),
            facts.channels() == 1 ? 1 : 3,
            settings.integer("columns"),
            settings.integer("scale"),
            !caption.equals("none"),
            groups)
        .draw();
  }

  private static String text(Sheet.Image image, String caption) {
    return switch (caption) {
      case "label" -> image.className();
      case "id" -> Long.toString(image.id());
      default -> "";
    };
  }
}
