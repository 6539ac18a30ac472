package io.reprise.stages.visualize;

import io.reprise.schemas.record.Example;
import io.reprise.schemas.record.TopActivation;
import io.reprise.stages.network.Images;
import io.reprise.stages.network.Shape;
import io.reprise.stages.png.Grid;
import java.util.ArrayList;
import java.util.List;

/** Of the strongest images of each feature map, the part that it answers to, and to what of it. */
final class TopPatches {

  private static final byte WHITE = (byte) 255;

  private final PlainNetwork network;
  private final StrongestImages strongest;
  private final ReceptiveField field;
  private final List<TopActivation> rows = new ArrayList<>();
  private final List<Grid.Group> groups = new ArrayList<>();
  private int columns = 1;

  private TopPatches(PlainNetwork network, StrongestImages strongest) {
    this.network = network;
    this.strongest = strongest;
    this.field = network.field(strongest.layer());
  }

  static TopPatches of(PlainNetwork network, StrongestImages strongest) {
    TopPatches patches = new TopPatches(network, strongest);
    strongest.byMap().forEach(patches::add);
    return patches;
  }

  private void add(int map, List<StrongestImages.Candidate> candidates) {
    List<Grid.Cell> images = new ArrayList<>();
    List<Grid.Cell> answers = new ArrayList<>();
    Shape.Image shape = network.spec().input();
    for (StrongestImages.Candidate candidate : candidates) {
      Example example = candidate.example();
      byte[] pixels = ChosenImages.pixels(example);
      PlainNetwork.Pass pass = network.show(Images.values(List.of(pixels), shape));
      Deconvolution image = new Deconvolution(pass, strongest.layer(), strongest.maps());
      Deconvolution.Place place = image.strongest(map);
      double[] alone = image.alone(place);
      rows.add(row(map, images.size(), example, place, alone));
      byte[] shades = Shades.signed(alone, Shades.greatest(alone));
      images.add(new Grid.Cell(patch(pixels, place), Long.toString(example.getId())));
      answers.add(new Grid.Cell(patch(shades, place), ""));
    }
    columns = Math.max(columns, images.size());
    String layer = network.spec().layers().get(strongest.layer()).name();
    groups.add(new Grid.Group(layer + " map " + map, images));
    groups.add(new Grid.Group("", answers));
  }

  private TopActivation row(
      int map, int rank, Example example, Deconvolution.Place place, double[] values) {
    Shape.Image shape = network.spec().input();
    return new TopActivation(
        strongest.layer(),
        map,
        rank,
        network.spec().layers().get(strongest.layer()).name(),
        example.getId(),
        example.getSplit(),
        example.getLabel(),
        place.activation(),
        place.row(),
        place.column(),
        field.top(place.row()),
        field.left(place.column()),
        field.height(),
        field.width(),
        shape.channels(),
        shape.height(),
        shape.width(),
        Shades.floats(values));
  }

  /** The part of an image; what is outside is white. */
  private byte[] patch(byte[] image, Deconvolution.Place place) {
    Shape.Image shape = network.spec().input();
    int height = Math.min(field.height(), shape.height());
    int width = Math.min(field.width(), shape.width());
    int top = height == shape.height() ? 0 : field.top(place.row());
    int left = width == shape.width() ? 0 : field.left(place.column());
    byte[] patch = new byte[shape.channels() * height * width];
    for (int i = 0; i < patch.length; i++) {
      int channel = i / (height * width);
      int y = top + i / width % height;
      int x = left + i % width;
      boolean inside = y >= 0 && y < shape.height() && x >= 0 && x < shape.width();
      patch[i] = inside ? image[(channel * shape.height() + y) * shape.width() + x] : WHITE;
    }
    return patch;
  }

  /** By feature map and rank. */
  List<TopActivation> rows() {
    return rows;
  }

  /** A group a feature map: parts of images, and below them what the activation is in them. */
  byte[] png(int scale) {
    Shape.Image shape = network.spec().input();
    int height = Math.min(field.height(), shape.height());
    int width = Math.min(field.width(), shape.width());
    int channels = shape.channels() == 1 ? 1 : 3;
    return new Grid(width, height, channels, columns, scale, true, groups).draw().png();
  }
}
