package io.reprise.stages.sample;

import io.reprise.stages.sample.GarmentStyle.Filling;
import java.util.Random;

/**
 * Draws one garment on a square canvas. Edges are smoothed by how much of a pixel the distance from
 * its middle lets a form cover; greys are rounded to sixteen steps, which keeps the files small.
 */
final class Painter {

  static final int SIDE = 28;

  private static final int LAST_STEP = 15;
  private static final int STEP = 255 / LAST_STEP;
  private static final double OCCLUDED = 0.2;
  private static final double SPECKS = 0.012;

  private Painter() {}

  /** A drawing that is all its random numbers' doing; rows from the top, one byte a pixel. */
  static byte[] draw(Garment garment, Random random) {
    Pose pose = Pose.random(random);
    GarmentStyle style = GarmentStyle.random(random);
    double[] canvas = new double[SIDE * SIDE];
    for (int i = 0; i < canvas.length; i++) {
      int column = i % SIDE;
      int row = i / SIDE;
      double x = column - (SIDE - 1) / 2.0;
      double y = row - (SIDE - 1) / 2.0;
      canvas[i] = grey(garment, style, pose, pose.drawingX(x, y), pose.drawingY(x, y));
    }
    if (random.nextDouble() < OCCLUDED) {
      occlude(canvas, random);
    }
    speckle(canvas, random);
    return bytes(canvas);
  }

  private static double grey(Garment garment, GarmentStyle style, Pose pose, double x, double y) {
    double edge = garment.outline().distance(x, y) * pose.scale();
    double detail = covered(garment.details().distance(x, y) * pose.scale());
    double area = covered(edge);
    if (style.filling() == Filling.OUTLINE) {
      double line = covered(Math.abs(edge) - style.line() / 2);
      return mixed(style.ground(), style.tone(), Math.max(line, detail * area));
    }
    double painted = mixed(style.grey(y), style.detail(), detail);
    return mixed(style.ground(), painted, area);
  }

  /** The share of a pixel that lies inside, from the distance to the edge in pixels. */
  private static double covered(double distance) {
    return Math.max(0, Math.min(1, 0.5 - distance));
  }

  private static double mixed(double below, double above, double share) {
    return below + (above - below) * share;
  }

  /** A bar of one grey across the canvas, as if something stood before the camera. */
  private static void occlude(double[] canvas, Random random) {
    boolean upright = random.nextBoolean();
    int from = 4 + random.nextInt(SIDE - 11);
    int width = 2 + random.nextInt(2);
    double grey = 0.7 * random.nextDouble();
    for (int i = 0; i < canvas.length; i++) {
      int across = upright ? i % SIDE : i / SIDE;
      if (across >= from && across < from + width) {
        canvas[i] = grey;
      }
    }
  }

  private static void speckle(double[] canvas, Random random) {
    for (int i = 0; i < canvas.length; i++) {
      if (random.nextDouble() < SPECKS) {
        canvas[i] = random.nextDouble();
      }
    }
  }

  private static byte[] bytes(double[] canvas) {
    byte[] bytes = new byte[canvas.length];
    for (int i = 0; i < canvas.length; i++) {
      int step = (int) (canvas[i] * LAST_STEP + 0.5);
      bytes[i] = (byte) (step * STEP);
    }
    return bytes;
  }
}
