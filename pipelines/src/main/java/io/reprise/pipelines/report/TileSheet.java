package io.reprise.pipelines.report;

import io.reprise.pipelines.page.DataUri;
import io.reprise.pipelines.page.Sheet;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Tiles side by side in one picture; all are as large as the largest. */
final class TileSheet {

  private final List<Tile> tiles = new ArrayList<>();

  /** Adds a tile, and returns its place. */
  int add(Tile tile) {
    tiles.add(tile);
    return tiles.size() - 1;
  }

  boolean isEmpty() {
    return tiles.isEmpty();
  }

  int width() {
    return tiles.stream().mapToInt(Tile::width).max().orElse(1);
  }

  int height() {
    return tiles.stream().mapToInt(Tile::height).max().orElse(1);
  }

  /** How much larger tiles are to be shown to be about this wide; at least 1. */
  int scale(int pixels) {
    return Math.max(1, pixels / width());
  }

  /** How many tiles there are in a row of the picture, which is about square. */
  int across() {
    return Math.max(1, (int) Math.ceil(Math.sqrt(tiles.size())));
  }

  Sheet sheet(String name) {
    return new Sheet(name, DataUri.png(png(tiles.size())), across(), width(), height());
  }

  /** The picture with the first tiles alone. */
  byte[] png(int first) {
    int across = across();
    int width = width();
    int height = height();
    int down = Math.max(1, (first + across - 1) / across);
    boolean grey = tiles.stream().limit(first).allMatch(TileSheet::isGrey);
    BufferedImage image =
        new BufferedImage(
            across * width,
            down * height,
            grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    for (int place = 0; place < first; place++) {
      draw(tiles.get(place), image, place % across * width, place / across * height, grey);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }

  private static void draw(Tile tile, BufferedImage image, int left, int top, boolean grey) {
    if (grey) {
      // As it is: setRGB would take it for sRGB and change it.
      image.getRaster().setDataElements(left, top, tile.width(), tile.height(), samples(tile));
    } else {
      image.setRGB(left, top, tile.width(), tile.height(), tile.rgb(), 0, tile.width());
    }
  }

  private static byte[] samples(Tile tile) {
    byte[] samples = new byte[tile.rgb().length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) tile.rgb()[i];
    }
    return samples;
  }

  private static boolean isGrey(Tile tile) {
    for (int rgb : tile.rgb()) {
      if ((rgb >> 8 & 0xff) != (rgb & 0xff) || rgb >> 16 != (rgb & 0xff)) {
        return false;
      }
    }
    return true;
  }
}
