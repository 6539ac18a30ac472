package io.reprise.stages.train;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Example;
import io.reprise.stages.network.Pixels;
import io.reprise.stages.network.Shape;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.StoredFile;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Examples in memory, a byte a pixel, in the order of their ids.
 *
 * @param pixels of each image
 * @param labels of each image
 * @param ids of each image
 */
record LabelledImages(List<byte[]> pixels, List<Integer> labels, List<Long> ids) {

  static LabelledImages read(InputFiles examples, String input, Shape.Image shape, int classes)
      throws IOException {
    PackedImages pixels = new PackedImages(shape.size());
    List<Integer> labels = new ArrayList<>();
    List<Long> ids = new ArrayList<>();
    for (StoredFile file : examples.tables()) {
      Tables.forEach(
          file,
          Example.class,
          example -> {
            check(example, input + "/" + file.name(), shape, classes);
            pixels.add(Pixels.of(example));
            labels.add(example.getLabel());
            ids.add(example.getId());
          });
    }
    if (pixels.isEmpty()) {
      throw new ReportedException("the input '" + input + "' has no examples");
    }
    return new LabelledImages(pixels, labels, ids);
  }

  int size() {
    return pixels.size();
  }

  /** All, or where there are more so many, spread over them evenly: ids may go class by class. */
  LabelledImages sample(int most) {
    if (size() <= most) {
      return this;
    }
    int[] rows = IntStream.range(0, most).map(i -> (int) ((long) i * size() / most)).toArray();
    return new LabelledImages(
        IntStream.of(rows).mapToObj(pixels::get).toList(),
        IntStream.of(rows).mapToObj(labels::get).toList(),
        IntStream.of(rows).mapToObj(ids::get).toList());
  }

  private static void check(Example example, String file, Shape.Image shape, int classes) {
    Shape.Image image =
        new Shape.Image(example.getChannels(), example.getHeight(), example.getWidth());
    if (!image.equals(shape)) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "%s: the example with id %d is %s, but the network takes %s (channels x height x"
                  + " width)",
              file,
              example.getId(),
              image.label(),
              shape.label()));
    }
    if (example.getLabel() < 0 || example.getLabel() >= classes) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "%s: the example with id %d has label %d, but there are %d classes, from 0",
              file,
              example.getId(),
              example.getLabel(),
              classes));
    }
  }
}
