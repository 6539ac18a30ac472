package io.reprise.stages.visualize;

import io.reprise.schemas.record.Example;
import io.reprise.schemas.record.Reconstruction;
import io.reprise.stages.network.Images;
import io.reprise.stages.network.Shape;
import io.reprise.stages.png.Grid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Of chosen images, their activations in chosen layers brought back to the image. */
final class Reconstructions {

  /** In the place of a feature map: all of them. */
  static final int ALL = -1;

  private final PlainNetwork network;
  private final ChosenImages images;
  private final List<Reconstruction> rows = new ArrayList<>();
  private final List<Grid.Group> groups = new ArrayList<>();

  private Reconstructions(PlainNetwork network, ChosenImages images) {
    this.network = network;
    this.images = images;
  }

  static Reconstructions of(PlainNetwork network, List<Integer> layers, ChosenImages images) {
    Reconstructions all = new Reconstructions(network, images);
    for (Example example : images.examples()) {
      byte[] pixels = ChosenImages.pixels(example);
      PlainNetwork.Pass pass = network.show(Images.values(List.of(pixels), network.spec().input()));
      List<Grid.Cell> cells = new ArrayList<>();
      cells.add(new Grid.Cell(pixels, images.className(example.getLabel())));
      for (int layer : layers) {
        Shape.Image maps = LayerChoice.maps(network.spec(), layer);
        all.add(example, new Deconvolution(pass, layer, maps), cells);
      }
      all.groups.add(new Grid.Group("id " + example.getId(), cells));
    }
    return all;
  }

  private void add(Example example, Deconvolution image, List<Grid.Cell> cells) {
    String layer = network.spec().layers().get(image.layer()).name();
    Deconvolution.Place strongest = image.strongest();
    double[] all = image.all();
    double[] alone = image.alone(strongest);
    rows.add(row(example, image.layer(), ALL, strongest, all));
    rows.add(row(example, image.layer(), strongest.map(), strongest, alone));
    cells.add(new Grid.Cell(Shades.signed(all, Shades.greatest(all)), layer));
    String map = layer + " " + strongest.map();
    cells.add(new Grid.Cell(Shades.signed(alone, Shades.greatest(alone)), map));
  }

  private Reconstruction row(
      Example example, int layer, int map, Deconvolution.Place strongest, double[] values) {
    Shape.Image shape = network.spec().input();
    return new Reconstruction(
        layer,
        example.getId(),
        map,
        network.spec().layers().get(layer).name(),
        example.getSplit(),
        example.getLabel(),
        strongest.activation(),
        strongest.row(),
        strongest.column(),
        shape.channels(),
        shape.height(),
        shape.width(),
        Shades.floats(values));
  }

  /** By layer, id and feature map. */
  List<Reconstruction> rows() {
    return rows.stream()
        .sorted(
            Comparator.comparingInt(Reconstruction::getLayer)
                .thenComparingLong(Reconstruction::getId)
                .thenComparingInt(Reconstruction::getMap))
        .toList();
  }

  /** An image a group: itself, then for each layer all activations and the strongest alone. */
  byte[] png(int scale) {
    Shape.Image shape = network.spec().input();
    int columns = groups.get(0).cells().size();
    int channels = shape.channels() == 1 ? 1 : 3;
    return new Grid(shape.width(), shape.height(), channels, columns, scale, true, groups)
        .draw()
        .png();
  }
}
