package io.reprise.stages.augment;

import io.reprise.stages.spi.Settings;
import java.io.Serializable;

/**
 * What an augment stage is to do, as its parameters say.
 *
 * @param copies changed copies of each image
 * @param rotation largest angle in degrees, or the angle itself
 * @param fixedRotation whether every copy is turned by {@code rotation} itself
 * @param gaussianNoise standard deviation as a fraction of the range from black to white
 * @param flipHorizontal probability
 * @param flipVertical probability
 * @param fill grey, 0 to 255, of what comes from outside the image
 */
record Recipe(
    int copies,
    boolean keepOriginals,
    double rotation,
    boolean fixedRotation,
    double gaussianNoise,
    double flipHorizontal,
    double flipVertical,
    int fill,
    long seed)
    implements Serializable {

  static Recipe of(Settings settings) {
    return new Recipe(
        settings.integer("copies"),
        settings.flag("keepOriginals"),
        settings.real("rotation"),
        settings.text("rotationMode").equals("fixed"),
        settings.real("gaussianNoise"),
        settings.real("flipHorizontal"),
        settings.real("flipVertical"),
        settings.integer("fill"),
        settings.longInteger("seed"));
  }

  /** Whether copies differ from their originals at all. */
  boolean changesSomething() {
    return rotation > 0 || gaussianNoise > 0 || flipHorizontal > 0 || flipVertical > 0;
  }

  /** How many rows come of each image. */
  int rowsEach() {
    return copies + (keepOriginals ? 1 : 0);
  }

  /**
   * The id of a copy in the new table, where copy 0 is the original: originals and their copies
   * stand together.
   */
  long idOf(long originalId, int copy) {
    return Math.addExact(Math.multiplyExact(originalId, copies + 1L), copy);
  }
}
