package io.reprise.stages.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The drawings of one split. Of every ten drawings in a row, each class has one.
 *
 * <p>{@link Random} is used because its algorithm is part of its specification; each drawing has
 * its own, so that a drawing does not depend on those before it.
 */
record DrawingSet(List<Integer> labels, List<byte[]> images) {

  private static final long SPREAD = 0x9E3779B97F4A7C15L; // neighbouring seeds are too alike

  DrawingSet {
    labels = List.copyOf(labels);
    images = List.copyOf(images);
  }

  /**
   * @param firstSeed of {@code count} seeds in a row, for this split alone
   */
  static DrawingSet of(long firstSeed, int count) {
    List<Integer> labels = new ArrayList<>();
    List<byte[]> images = new ArrayList<>();
    List<Integer> round = new ArrayList<>();
    for (int label = 0; label < Wardrobe.ALL.size(); label++) {
      round.add(label);
    }
    for (int i = 0; i < count; i++) {
      Random random = new Random((firstSeed + i) * SPREAD);
      if (i % round.size() == 0) {
        Collections.shuffle(round, random);
      }
      int label = round.get(i % round.size());
      labels.add(label);
      images.add(Painter.draw(Wardrobe.ALL.get(label), random));
    }
    return new DrawingSet(labels, images);
  }
}
