package io.reprise.stages.ingest;

import io.reprise.stages.dataset.ImageShape;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is suspicious about the pixels of a split. Constant pixels alone are not: MNIST's border is
 * black in each of its images, and so is Fashion-MNIST's where few are kept.
 */
final class PixelWarnings {

  /** In fewer images, a pixel may be constant by chance. */
  private static final long FEW_ROWS = 50;

  /** Of 255: less contrast than this, no file of images has that was not scaled. */
  private static final int NARROW_RANGE = 32;

  private static final int MOST_NAMED = 3;

  private final String split;
  private final PixelRanges ranges;
  private final ImageShape shape;
  private final BitSet constant;
  private final List<String> lines = new ArrayList<>();

  private PixelWarnings(String split, PixelRanges ranges, ImageShape shape) {
    this.split = split;
    this.ranges = ranges;
    this.shape = shape;
    this.constant = ranges.constant();
  }

  /** One line each. */
  static List<String> of(String split, PixelRanges ranges, ImageShape shape) {
    PixelWarnings warnings = new PixelWarnings(split, ranges, shape);
    if (ranges.rows() > 1 && warnings.constant.cardinality() == shape.values()) {
      warnings.say("all %,d images of %s are the same: look at its files", ranges.rows(), split);
      return warnings.lines;
    }
    warnings.blank();
    if (ranges.rows() >= FEW_ROWS) {
      warnings.range();
      warnings.rowsAndColumns();
      warnings.channels();
      warnings.share();
    }
    return warnings.lines;
  }

  private void blank() {
    if (ranges.blank() > 0) {
      say(
          "%,d of %,d images of %s %s blank, all pixels being equal (first id %d): is part of a"
              + " file missing?",
          ranges.blank(),
          ranges.rows(),
          split,
          ranges.blank() == 1 ? "is" : "are",
          ranges.firstBlank());
    }
  }

  private void range() {
    if (ranges.largest() - ranges.smallest() < NARROW_RANGE) {
      say(
          "pixels of %s go from %d to %d only, of 0 to 255: were they scaled before?",
          split, ranges.smallest(), ranges.largest());
    }
  }

  /** A border may be constant, but not what lies between varying parts of an image. */
  private void rowsAndColumns() {
    inside("row", shape.height(), row -> isConstant(row, shape.width(), 1, shape.width()));
    inside("column", shape.width(), column -> isConstant(column, 1, shape.width(), shape.height()));
  }

  private void inside(String word, int count, IntPredicate isConstant) {
    int[] varying = IntStream.range(0, count).filter(isConstant.negate()).toArray();
    if (varying.length == 0) {
      return;
    }
    List<Integer> found =
        IntStream.rangeClosed(varying[0], varying[varying.length - 1])
            .filter(isConstant)
            .boxed()
            .toList();
    if (!found.isEmpty()) {
      say(
          "%s %s (from 0) of the pixels never %s in %,d images of %s, those around %s do: look at"
              + " how its files were made",
          found.size() == 1 ? word : word + "s",
          some(found),
          found.size() == 1 ? "changes" : "change",
          ranges.rows(),
          split,
          found.size() == 1 ? "it" : "them");
    }
  }

  private static String some(List<Integer> numbers) {
    return numbers.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "))
        + (numbers.size() > MOST_NAMED ? ", ..." : "");
  }

  /** Whether a line of pixels never changes, in any channel. */
  private boolean isConstant(int line, int lineStep, int pixelStep, int pixels) {
    for (int channel = 0; channel < shape.channels(); channel++) {
      int first = channel * shape.height() * shape.width() + line * lineStep;
      for (int i = 0; i < pixels; i++) {
        if (!constant.get(first + i * pixelStep)) {
          return false;
        }
      }
    }
    return true;
  }

  private void channels() {
    int size = shape.height() * shape.width();
    for (int channel = 0; channel < shape.channels(); channel++) {
      if (constant.nextClearBit(channel * size) >= (channel + 1) * size) {
        say(
            "channel %d of %d never changes in %,d images of %s: are they grey, or of another"
                + " format?",
            channel + 1, shape.channels(), ranges.rows(), split);
      }
    }
  }

  /** MNIST has 9 % in train and 15 % in test; one class of Fashion-MNIST, in 50 images, 43 %. */
  private void share() {
    if (2 * constant.cardinality() > shape.values()) {
      say(
          "%,d of %,d pixels never change in %,d images of %s: look at how its files were made",
          constant.cardinality(), shape.values(), ranges.rows(), split);
    }
  }

  private void say(String line, Object... values) {
    lines.add(String.format(Locale.ROOT, line, values));
  }
}
