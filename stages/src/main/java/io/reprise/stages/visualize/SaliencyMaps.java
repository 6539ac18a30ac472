package io.reprise.stages.visualize;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Example;
import io.reprise.schemas.record.Saliency;
import io.reprise.stages.network.Images;
import io.reprise.stages.network.Shape;
import io.reprise.stages.png.Grid;
import java.util.List;

/** Explains one image after the other. */
record SaliencyMaps(PlainNetwork network, ChosenImages images) {

  /** An image's row of the table, and of the picture. */
  record Explained(Saliency row, Grid.Group group) {}

  /**
   * @param label of the class to explain, or {@link SaliencyStage#PREDICTED}
   * @throws ReportedException where the network's numbers are none
   */
  Explained explain(Example example, int label) {
    byte[] pixels = ChosenImages.pixels(example);
    Shape.Image shape = network.spec().input();
    PlainNetwork.Pass pass = network.show(Images.values(List.of(pixels), shape));
    int predicted = largest(pass.scores(), example.getId());
    int explained = label == SaliencyStage.PREDICTED ? predicted : label;
    double[] gradient = pass.gradient(explained);
    Saliency row =
        new Saliency(
            example.getId(),
            example.getSplit(),
            example.getLabel(),
            predicted,
            explained,
            pass.scores()[explained],
            shape.channels(),
            shape.height(),
            shape.width(),
            Shades.floats(gradient));
    List<String> classes = network.spec().classes();
    List<Grid.Cell> cells =
        List.of(
            new Grid.Cell(pixels, images.className(example.getLabel())),
            new Grid.Cell(Shades.sizes(gradient, shape.channels()), classes.get(explained)));
    return new Explained(row, new Grid.Group("id " + example.getId(), cells));
  }

  /** The lower one of equals. */
  private static int largest(double[] scores, long id) {
    int largest = 0;
    for (int label = 0; label < scores.length; label++) {
      if (!Double.isFinite(scores[label])) {
        throw new ReportedException(
            "the network gives no number for id "
                + id
                + "; lower the learning rate of its training");
      }
      largest = scores[label] > scores[largest] ? label : largest;
    }
    return largest;
  }
}
