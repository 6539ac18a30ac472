package io.reprise.stages.sample;

import java.util.Random;

/**
 * The greys of a drawing, from 0 for black to 1 for white, and how they fill it.
 *
 * @param line width of the outline in pixels, where there is no filling
 * @param stripe width of a stripe in the drawing's unit
 */
record GarmentStyle(
    Filling filling, double ground, double tone, double detail, double line, double stripe) {

  /** How the area within the outline is painted. */
  enum Filling {
    PLAIN,
    STRIPED,
    OUTLINE
  }

  private static final double DARKEST_TONE = 0.5;
  private static final double LIGHTEST_GROUND = 0.2;
  private static final double CONTRAST = 0.45;

  static GarmentStyle random(Random random) {
    int filling = random.nextInt(5);
    double tone = DARKEST_TONE + (1 - DARKEST_TONE) * random.nextDouble();
    double ground = LIGHTEST_GROUND * Math.max(0, 2 * random.nextDouble() - 1);
    return new GarmentStyle(
        filling < 2 ? Filling.PLAIN : filling < 3 ? Filling.STRIPED : Filling.OUTLINE,
        ground,
        tone,
        tone * (1 - CONTRAST),
        1.2 + 0.8 * random.nextDouble(),
        0.16 + 0.14 * random.nextDouble());
  }

  /** The grey of the area at a height of the drawing. */
  double grey(double y) {
    boolean dark = filling == Filling.STRIPED && Math.floor(y / stripe) % 2 == 0;
    return dark ? tone * (1 - CONTRAST) : tone;
  }
}
