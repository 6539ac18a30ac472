package io.reprise.pipelines.outputs;

import io.reprise.pipelines.cache.Artifact.StoredObject;
import io.reprise.pipelines.outputs.PictureDiff.Picture;
import io.reprise.pipelines.outputs.PictureDiff.PixelSize;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares the pictures of an output: files whose names end in {@code .svg} or {@code .png}. */
final class PicturePairs {

  /** Of one output: each takes tens of milliseconds. */
  private static final int MOST_COMPARED = 100;

  private final OutputPair pair;
  private int compared;

  private PicturePairs(OutputPair pair) {
    this.pair = pair;
  }

  static List<PictureDiff> between(OutputPair pair) {
    SortedMap<String, StoredObject> before = pair.before().others(pair.output());
    SortedMap<String, StoredObject> after = pair.after().others(pair.output());
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    names.removeIf(name -> !isPng(name) && !ends(name, ".svg"));
    names.removeIf(name -> Objects.equals(before.get(name), after.get(name)));
    PicturePairs pictures = new PicturePairs(pair);
    List<PictureDiff> differences = new ArrayList<>();
    for (String name : names) {
      differences.add(pictures.compare(name, before.get(name), after.get(name)));
    }
    return differences;
  }

  private static boolean isPng(String name) {
    return ends(name, ".png");
  }

  private static boolean ends(String name, String ending) {
    return name.toLowerCase(Locale.ROOT).endsWith(ending);
  }

  private PictureDiff compare(
      String name, @Nullable StoredObject before, @Nullable StoredObject after) {
    Picture left = before == null ? null : picture(pair.before(), name, before);
    Picture right = after == null ? null : picture(pair.after(), name, after);
    if (left == null || right == null || !isPng(name)) {
      return new PictureDiff(name, left, right, null, null);
    }
    try {
      PixelSize size = Raster.size(left.file());
      Picture sized = new Picture(left.file(), left.bytes(), size);
      PixelSize other = Raster.size(right.file());
      Picture otherSized = new Picture(right.file(), right.bytes(), other);
      if (!size.equals(other)) {
        return new PictureDiff(name, sized, otherSized, null, "of another size");
      }
      if (++compared > MOST_COMPARED) {
        return new PictureDiff(
            name, sized, otherSized, null, "pixels of the first 100 pictures are compared");
      }
      long differing = Raster.differing(left.file(), right.file());
      return new PictureDiff(name, sized, otherSized, differing, null);
    } catch (IOException e) {
      return new PictureDiff(
          name, left, right, null, "it cannot be read as PNG: " + e.getMessage());
    } catch (ReportedException e) {
      return new PictureDiff(name, left, right, null, String.join("; ", e.problems()));
    }
  }

  private Picture picture(Side side, String name, StoredObject content) {
    Path file = side.run().file(side.stage(), pair.output() + "/" + name, content);
    return new Picture(file, content.size(), null);
  }
}
