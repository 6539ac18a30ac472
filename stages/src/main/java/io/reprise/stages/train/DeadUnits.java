package io.reprise.stages.train;

import io.reprise.stages.network.Inference;
import io.reprise.stages.network.LayerSpec;
import io.reprise.stages.network.Shape;
import io.reprise.stages.network.TrainedModel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * Relu units, or feature maps, that are 0 whatever the image: no gradient reaches them any more.
 *
 * @param images of training
 */
record DeadUnits(TrainedModel model, LabelledImages images) {

  private static final int SAMPLE = 1000;

  /** Of feature maps, which have many places in each image and take long. */
  private static final int SAMPLE_OF_MAPS = 200;

  private static final int BATCH = 100;

  /**
   * Behind other relu layers, whose outputs have one sign, a third is dead from the start and
   * nothing is wrong: 36 of 128 in the pipeline fashion-mnist.
   */
  private static final double DEAD_FRACTION = 0.5;

  /**
   * One line a layer.
   *
   * @throws io.reprise.schemas.problem.ReportedException when a layer puts out what is no finite
   *     number: a relu makes 0 of NaN, so that the loss may be one
   */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    List<LayerSpec> layers = model.spec().layers();
    List<Shape> shapes = model.spec().shapes();
    for (int i = 0; i < layers.size(); i++) {
      if (isRelu(layers.get(i))) {
        boolean maps = shapes.get(i) instanceof Shape.Image;
        int units = units(shapes.get(i));
        List<byte[]> sample = images.sample(maps ? SAMPLE_OF_MAPS : SAMPLE).pixels();
        int dead = dead(i, shapes.get(i), sample);
        if (dead >= DEAD_FRACTION * units) {
          warnings.add(
              String.format(
                  Locale.ROOT,
                  "layer '%s': %d of %d relu %s are 0 for each of %d training examples;"
                      + " look at the learning rate and the initialisation",
                  layers.get(i).name(),
                  dead,
                  units,
                  maps ? "feature maps" : "units",
                  sample.size()));
        }
      }
    }
    return warnings;
  }

  private static boolean isRelu(LayerSpec layer) {
    String parameter = layer.kind().equals("activation") ? "function" : "activation";
    return layer.settings().has(parameter) && layer.settings().text(parameter).equals("relu");
  }

  private static int units(Shape shape) {
    if (shape instanceof Shape.Image maps) {
      return maps.channels();
    }
    return shape instanceof Shape.Sequence sequence ? sequence.features() : shape.size();
  }

  private int dead(int layer, Shape shape, List<byte[]> sample) {
    int units = units(shape);
    BitSet active = new BitSet(units);
    try (Inference inference = Inference.upTo(model, layer)) {
      for (int from = 0; from < sample.size() && active.cardinality() < units; from += BATCH) {
        int to = Math.min(from + BATCH, sample.size());
        for (float[] output : inference.outputs(sample.subList(from, to))) {
          if (!Divergence.isFinite(output)) {
            throw Divergence.behind(model.spec(), model.spec().layers().get(layer).name());
          }
          markActive(output, shape, active);
        }
      }
    }
    return units - active.cardinality();
  }

  /**
   * @param output of one image: map by map, or step by step
   */
  static void markActive(float[] output, Shape shape, BitSet active) {
    int units = units(shape);
    int places = output.length / units;
    for (int i = 0; i < output.length; i++) {
      if (output[i] > 0) {
        active.set(shape instanceof Shape.Image ? i / places : i % units);
      }
    }
  }
}
