package io.reprise.pipelines.report;

import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.DataUri;
import io.reprise.pipelines.page.Picture;
import io.reprise.pipelines.page.Table;
import io.reprise.pipelines.page.Table.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pictures that stages have made, whatever they show. */
final class PicturesSection implements SectionSource {

  private static final int MOST = 24;
  private static final int MOST_LISTED = 500;
  private static final long MOST_BYTES = 400_000;
  private static final long MOST_BYTES_TOGETHER = 1_000_000;

  @Override
  public String id() {
    return "pictures";
  }

  @Override
  public String title() {
    return "Pictures";
  }

  @Override
  public void fill(RunView run, SectionDraft section) throws IOException {
    List<Block> shown = new ArrayList<>();
    List<List<@Nullable Object>> others = new ArrayList<>();
    long bytes = 0;
    for (StageOutput output : run.outputs("pictures")) {
      for (Map.Entry<String, Path> file : run.files(output).entrySet()) {
        long size = Files.size(file.getValue());
        String name = output.path() + ": " + file.getKey();
        String kind = kind(file.getKey());
        if (!kind.isEmpty()
            && shown.size() < MOST
            && size <= MOST_BYTES
            && bytes + size <= MOST_BYTES_TOGETHER) {
          bytes += size;
          byte[] image = Files.readAllBytes(file.getValue());
          shown.add(
              new Picture(kind.equals("svg") ? DataUri.svg(image) : DataUri.png(image), name, ""));
        } else {
          String path = output.stage().name() + "/" + output.name() + "/" + file.getKey();
          others.add(Arrays.asList(path, (double) size));
        }
      }
    }
    if (!shown.isEmpty()) {
      section.add(new Block.Row(shown));
    }
    if (!others.isEmpty()) {
      section.note(
          String.format(
              Locale.ROOT,
              "Not shown, since large, too many, or neither SVG nor PNG, but in the run's folder: %,d"
                  + " of the pictures.",
              others.size()));
      section.add(
          new Block.Fold(
              "Pictures in the run's folder",
              List.of(
                  Table.of(
                      List.of(Column.text("file"), Column.number("bytes")),
                      others.stream().limit(MOST_LISTED).toList()))));
    }
  }

  private static String kind(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".svg") ? "svg" : lower.endsWith(".png") ? "png" : "";
  }
}
