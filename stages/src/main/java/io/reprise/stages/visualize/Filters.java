package io.reprise.stages.visualize;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.FilterWeights;
import io.reprise.stages.png.Grid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The filters of one convolution.
 *
 * @param name of the layer
 */
record Filters(String name, ConvolutionLayer layer) {

  private static final int COLOURS = 3;

  /**
   * @throws ReportedException where the layer is no convolution
   */
  static Filters of(PlainNetwork network, int index) {
    String name = network.spec().layers().get(index).name();
    if (network.first(index) instanceof ConvolutionLayer layer) {
      return new Filters(name, layer);
    }
    throw new ReportedException("layer '" + name + "' is no conv layer, so it has no filters");
  }

  List<FilterWeights> rows() {
    List<FilterWeights> rows = new ArrayList<>();
    for (int filter = 0; filter < layer.output().channels(); filter++) {
      for (int channel = 0; channel < layer.input().channels(); channel++) {
        rows.add(
            new FilterWeights(
                filter,
                channel,
                name,
                layer.window().height(),
                layer.window().width(),
                (float) layer.biases()[filter],
                Shades.floats(weights(filter, channel, 1))));
      }
    }
    return rows;
  }

  /** One image a filter where it has 1 or 3 channels; else one a filter and channel. */
  Grid grid(int columns, int scale) {
    int channels = layer.input().channels();
    int together = channels == COLOURS ? COLOURS : 1;
    double limit = Shades.greatest(layer.weights());
    List<Grid.Cell> cells = new ArrayList<>();
    for (int filter = 0; filter < layer.output().channels(); filter++) {
      for (int channel = 0; channel < channels; channel += together) {
        byte[] shades = Shades.signed(weights(filter, channel, together), limit);
        cells.add(new Grid.Cell(shades, Integer.toString(filter)));
      }
    }
    int across = channels == together ? columns : channels;
    List<Grid.Group> groups = List.of(new Grid.Group(name, cells));
    return new Grid(
        layer.window().width(), layer.window().height(), together, across, scale, true, groups);
  }

  private double[] weights(int filter, int channel, int channels) {
    int area = layer.window().height() * layer.window().width();
    int from = (filter * layer.input().channels() + channel) * area;
    return Arrays.copyOfRange(layer.weights(), from, from + channels * area);
  }
}
