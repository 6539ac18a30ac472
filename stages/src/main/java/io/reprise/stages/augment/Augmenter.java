package io.reprise.stages.augment;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Example;
import io.reprise.stages.image.GaussianNoise;
import io.reprise.stages.image.Raster;
import io.reprise.stages.image.Rotation;
import io.reprise.stages.random.CounterRandom;
import io.reprise.stages.random.CounterRandom.Purpose;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the copies of one image after another: rotation, then noise, then flips. */
final class Augmenter {

  /** What {@code augmentation} says of a copy that chance has left as it was. */
  static final String UNCHANGED = "none";

  private static final int HUNDREDTHS = 100;
  private static final int SHOWN_DIGITS = 4;

  private final Recipe recipe;
  private final @Nullable GaussianNoise noise;

  Augmenter(Recipe recipe) {
    this.recipe = recipe;
    this.noise = recipe.gaussianNoise() > 0 ? new GaussianNoise(recipe.gaussianNoise()) : null;
  }

  /**
   * Copy {@code copy}, from 1, of an image, which stays as it is.
   *
   * @throws ReportedException when the image has not the number of pixels that it claims
   */
  Example copy(Example original, int copy) {
    List<String> done = new ArrayList<>();
    Raster raster = raster(original);
    if (recipe.rotation() > 0) {
      double degrees = degrees(original.getId(), copy);
      raster = new Rotation(degrees, recipe.fill()).of(raster);
      done.add("rotation " + shown(degrees));
    }
    if (noise != null) {
      noise.addTo(raster.pixels(), random(original.getId(), copy, Purpose.NOISE));
      done.add("noise " + shown(recipe.gaussianNoise()));
    }
    if (chance(recipe.flipHorizontal(), original.getId(), copy, Purpose.FLIP_HORIZONTAL)) {
      raster.flipHorizontal();
      done.add("flip horizontal");
    }
    if (chance(recipe.flipVertical(), original.getId(), copy, Purpose.FLIP_VERTICAL)) {
      raster.flipVertical();
      done.add("flip vertical");
    }
    String augmentation = done.isEmpty() ? UNCHANGED : String.join("; ", done);
    return renumbered(original, copy, ByteBuffer.wrap(raster.pixels()), augmentation);
  }

  /** The original itself, with its id in the new table. */
  Example original(Example original) {
    return renumbered(original, 0, original.getPixels(), original.getAugmentation());
  }

  private Example renumbered(
      Example from, int copy, ByteBuffer pixels, @Nullable String augmentation) {
    return new Example(
        recipe.idOf(from.getId(), copy),
        from.getSplit(),
        from.getLabel(),
        from.getHeight(),
        from.getWidth(),
        from.getChannels(),
        pixels,
        from.getSourceId(),
        augmentation);
  }

  private static Raster raster(Example example) {
    ByteBuffer from = example.getPixels().duplicate();
    byte[] pixels = new byte[from.remaining()];
    from.get(pixels);
    try {
      return new Raster(example.getChannels(), example.getHeight(), example.getWidth(), pixels);
    } catch (IllegalArgumentException e) {
      throw new ReportedException(
          "the example with id "
              + example.getId()
              + " has "
              + e.getMessage()
              + ": run the stage that wrote it anew with --force",
          e);
    }
  }

  /** Whole hundredths of a degree, so that what is written down says all. */
  private double degrees(long id, int copy) {
    if (recipe.fixedRotation()) {
      return recipe.rotation();
    }
    long most = StrictMath.round(recipe.rotation() * HUNDREDTHS);
    double unit = random(id, copy, Purpose.ROTATION).nextDouble();
    return ((long) (unit * (2 * most + 1)) - most) / (double) HUNDREDTHS;
  }

  private boolean chance(double probability, long id, int copy, Purpose purpose) {
    return probability > 0 && random(id, copy, purpose).nextDouble() < probability;
  }

  private CounterRandom random(long id, int copy, Purpose purpose) {
    return CounterRandom.of(recipe.seed(), id, copy, purpose);
  }

  /** By exact decimals, because {@code Double.toString} is not the same in Java 17 and 19. */
  private static String shown(double value) {
    BigDecimal rounded = new BigDecimal(value).setScale(SHOWN_DIGITS, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
