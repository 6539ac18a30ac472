package io.reprise.pipelines.diffpage;

import io.reprise.pipelines.outputs.PictureDiff;
import io.reprise.pipelines.outputs.PictureDiff.Picture;
import io.reprise.pipelines.outputs.Raster;
import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.DataUri;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Pictures of both runs beside each other, and which of their pixels differ. */
record PictureBlocks(Budget budget, List<String> notes) {

  List<Block> of(List<PictureDiff> pictures) {
    List<Block> blocks = new ArrayList<>();
    int left = 0;
    for (PictureDiff picture : pictures) {
      if (budget.pictures(bytes(picture.before()) + bytes(picture.after()))) {
        blocks.add(row(picture));
      } else {
        left++;
      }
    }
    if (left > 0) {
      notes.add(
          Cells.format(
              "%,d pictures are left out, so that the page stays small; they are in the runs'"
                  + " folders.",
              left));
    }
    return blocks;
  }

  private static long bytes(@Nullable Picture picture) {
    return picture == null ? 0 : picture.bytes();
  }

  private Block row(PictureDiff picture) {
    List<Block> parts = new ArrayList<>();
    add(parts, picture.name(), "First", picture.before());
    add(parts, picture.name(), "Second", picture.after());
    Long differing = picture.differing();
    Double share = picture.share();
    if (picture.problem() != null) {
      notes.add(Cells.cut(picture.name()) + ": " + Cells.cut(picture.problem()) + ".");
    }
    if (differing != null && share != null && differing > 0) {
      difference(
          parts,
          picture,
          Cells.format("%,d pixels differ, %.4g %%, in red.", differing, 100 * share));
    }
    return new Block.Row(parts);
  }

  private void difference(List<Block> parts, PictureDiff picture, String caption) {
    Picture before = picture.before();
    Picture after = picture.after();
    if (before == null || after == null) {
      return;
    }
    try {
      byte[] drawn = Raster.difference(before.file(), after.file());
      if (budget.pictures(drawn.length)) {
        parts.add(new io.reprise.pipelines.page.Picture(DataUri.png(drawn), "Difference", caption));
      } else {
        notes.add(Cells.cut(picture.name()) + ": the difference is too large for the page.");
      }
    } catch (ReportedException e) {
      notes.add(Cells.cut(picture.name()) + ": " + String.join("; ", e.problems()));
    } catch (IOException e) {
      notes.add(Cells.cut(picture.name()) + " cannot be read: " + e);
    }
  }

  private void add(List<Block> parts, String name, String run, @Nullable Picture picture) {
    if (picture == null) {
      parts.add(new Block.Text(run + ": no " + Cells.cut(name)));
      return;
    }
    try {
      byte[] bytes = Files.readAllBytes(picture.file());
      String image =
          name.toLowerCase(Locale.ROOT).endsWith(".png") ? DataUri.png(bytes) : DataUri.svg(bytes);
      parts.add(new io.reprise.pipelines.page.Picture(image, run + ": " + Cells.cut(name), ""));
    } catch (IOException e) {
      notes.add(Cells.cut(name) + " cannot be read: " + e);
    }
  }
}
