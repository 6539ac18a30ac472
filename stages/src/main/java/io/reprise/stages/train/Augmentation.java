package io.reprise.stages.train;

import io.reprise.stages.image.Erasing;
import io.reprise.stages.image.GaussianNoise;
import io.reprise.stages.image.Raster;
import io.reprise.stages.image.Rotation;
import io.reprise.stages.network.Seeds;
import io.reprise.stages.network.Shape;
import io.reprise.stages.random.CounterRandom;
import io.reprise.stages.random.CounterRandom.Purpose;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Changes of the images of training, drawn anew in each epoch: a function of the seed, the epoch
 * and an image's id alone, whatever the order of the work.
 *
 * @param settings of the parameter {@code augmentation}
 * @param noise null for none
 * @param seed of this purpose
 */
record Augmentation(
    Settings settings, Shape.Image shape, @Nullable GaussianNoise noise, long seed) {

  static final String PARAMETER = "augmentation";
  private static final String FLIP_HORIZONTAL = "flipHorizontal";
  private static final String FLIP_VERTICAL = "flipVertical";
  private static final String SHIFT = "shift";
  private static final String ROTATION = "rotation";
  private static final String ERASING = "erasing";
  private static final String ERASED_AREA = "erasedArea";
  private static final String GAUSSIAN_NOISE = "gaussianNoise";
  private static final String FILL = "fill";
  private static final long STREAM = 0x617567L; // apart from dropout's and the order's seeds

  static ParameterType type() {
    ParameterType probability = ParameterType.real(0, 1);
    return ParameterType.struct(
        Parameter.withDefault(
            FLIP_HORIZONTAL, probability, 0.0, "probability of swapping left and right"),
        Parameter.withDefault(
            FLIP_VERTICAL, probability, 0.0, "probability of swapping top and bottom"),
        Parameter.withDefault(
            SHIFT, ParameterType.integer(0, 1024), 0L, "most pixels along each side, either way"),
        Parameter.withDefault(
            ROTATION, ParameterType.real(0, 180), 0.0, "most degrees, either way"),
        Parameter.withDefault(
            ERASING, probability, 0.0, "probability that a rectangle gets random greys"),
        Parameter.withDefault(
            ERASED_AREA,
            ParameterType.real(Erasing.SMALLEST_AREA, 1),
            0.25,
            "its largest area, as a fraction of the image"),
        Parameter.withDefault(
            GAUSSIAN_NOISE,
            probability,
            0.0,
            "standard deviation, as a fraction of the range from black to white"),
        Parameter.withDefault(
            FILL, ParameterType.integer(0, 255), 0L, "grey of what comes from outside"));
  }

  /**
   * @return null where none is declared
   */
  static @Nullable Augmentation of(Settings training, Shape.Image shape) {
    if (!training.has(PARAMETER)) {
      return null;
    }
    Settings settings = training.struct(PARAMETER);
    double deviation = settings.real(GAUSSIAN_NOISE);
    return new Augmentation(
        settings,
        shape,
        deviation > 0 ? new GaussianNoise(deviation) : null,
        Seeds.mix(training.longInteger("seed"), STREAM));
  }

  /** The image elsewhere: turned, shifted, mirrored. */
  byte[] moved(byte[] pixels, long id, int epoch) {
    Raster raster = raster(pixels);
    double rotation = settings.real(ROTATION);
    if (rotation > 0) {
      double unit = random(id, epoch, Purpose.ROTATION).nextDouble();
      raster = new Rotation((2 * unit - 1) * rotation, fill()).of(raster);
    }
    int shift = settings.integer(SHIFT);
    if (shift > 0) {
      CounterRandom random = random(id, epoch, Purpose.SHIFT);
      raster.shift(upTo(shift, random), upTo(shift, random), fill());
    }
    if (chance(FLIP_HORIZONTAL, id, epoch, Purpose.FLIP_HORIZONTAL)) {
      raster.flipHorizontal();
    }
    if (chance(FLIP_VERTICAL, id, epoch, Purpose.FLIP_VERTICAL)) {
      raster.flipVertical();
    }
    return raster.pixels();
  }

  /** The image with less in it: erased in part, with noise. */
  byte[] corrupted(byte[] pixels, long id, int epoch) {
    Raster raster = raster(pixels);
    double probability = settings.real(ERASING);
    CounterRandom random = random(id, epoch, Purpose.ERASE);
    if (probability > 0 && random.nextDouble() < probability) {
      new Erasing(settings.real(ERASED_AREA)).apply(raster, random);
    }
    if (noise != null) {
      noise.addTo(raster.pixels(), random(id, epoch, Purpose.NOISE));
    }
    return raster.pixels();
  }

  private Raster raster(byte[] pixels) {
    return new Raster(shape.channels(), shape.height(), shape.width(), pixels.clone());
  }

  private int fill() {
    return settings.integer(FILL);
  }

  private static int upTo(int most, CounterRandom random) {
    return (int) (random.nextDouble() * (2 * most + 1)) - most;
  }

  private boolean chance(String probability, long id, int epoch, Purpose purpose) {
    return random(id, epoch, purpose).nextDouble() < settings.real(probability);
  }

  private CounterRandom random(long id, int epoch, Purpose purpose) {
    return CounterRandom.of(seed, id, epoch, purpose);
  }
}
