package io.reprise.stages.train;

import io.reprise.stages.network.Images;
import io.reprise.stages.network.NetworkSpec;
import io.reprise.stages.network.Targets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a network gets to see of the training examples, and what it is to make of them. */
final class Batches {

  private final LabelledImages images;
  private final NetworkSpec spec;
  private final double[] classWeights;
  private final @Nullable Augmentation augmentation;

  Batches(LabelledImages images, NetworkSpec spec) {
    this.images = images;
    this.spec = spec;
    this.classWeights = ClassWeights.of(spec.settings(), spec.classes(), images.labels());
    this.augmentation = Augmentation.of(spec.settings(), spec.input());
  }

  /**
   * Examples of one step.
   *
   * @param pixels from 0 to 1, example by example
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Batch(float[] pixels, Targets targets) {}

  /**
   * @param rows indices of examples
   * @param epoch from 1
   */
  Batch of(int[] rows, int epoch) {
    List<byte[]> wanted = wanted(rows, epoch);
    List<byte[]> seen = seen(wanted, rows, epoch);
    float[] pixels = Images.values(seen, spec.input());
    if (!spec.reproducesInput()) {
      int[] labels = Arrays.stream(rows).map(images.labels()::get).toArray();
      return new Batch(pixels, Targets.labels(labels, classWeights));
    }
    float[] values = seen == wanted ? pixels : Images.values(wanted, spec.input());
    return new Batch(pixels, Targets.values(values, rows.length));
  }

  /** The images that a network which reproduces its input is to put out. */
  private List<byte[]> wanted(int[] rows, int epoch) {
    Augmentation changes = augmentation;
    return changes == null
        ? Arrays.stream(rows).mapToObj(images.pixels()::get).toList()
        : IntStream.range(0, rows.length)
            .parallel()
            .mapToObj(i -> changes.moved(images.pixels().get(rows[i]), id(rows[i]), epoch))
            .toList();
  }

  private List<byte[]> seen(List<byte[]> wanted, int[] rows, int epoch) {
    Augmentation changes = augmentation;
    return changes == null
        ? wanted
        : IntStream.range(0, rows.length)
            .parallel()
            .mapToObj(i -> changes.corrupted(wanted.get(i), id(rows[i]), epoch))
            .toList();
  }

  private long id(int row) {
    return images.ids().get(row);
  }
}
