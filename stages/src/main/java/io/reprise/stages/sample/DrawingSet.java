package io.reprise.stages.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The drawings of one split. Of every ten drawings in a row, each class has one.
 *
 * <p>{@link Random} is used because its algorithm is part of its specification; each drawing has
 * its own, so that a drawing does not depend on those before it.
 */
record DrawingSet(List<Garment> labels, List<byte[]> images) {

  private static final long SPREAD = 0x9E3779B97F4A7C15L; // neighbouring seeds are too alike

  DrawingSet {
    labels = List.copyOf(labels);
    images = List.copyOf(images);
  }

  /**
   * @param firstSeed of {@code count} seeds in a row, for this split alone
   */
  static DrawingSet of(long firstSeed, int count) {
    List<Garment> labels = new ArrayList<>();
    List<byte[]> images = new ArrayList<>();
    List<Garment> round = new ArrayList<>(Arrays.asList(Garment.values()));
    for (int i = 0; i < count; i++) {
      Random random = new Random((firstSeed + i) * SPREAD);
      if (i % round.size() == 0) {
        Collections.shuffle(round, random);
      }
      Garment garment = round.get(i % round.size());
      labels.add(garment);
      images.add(Painter.draw(garment, random));
    }
    return new DrawingSet(labels, images);
  }
}
