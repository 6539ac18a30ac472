package io.reprise.pipelines.diffpage;

import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.DataUri;
import io.reprise.pipelines.page.Sprites;
import io.reprise.pipelines.page.Sprites.Caption;
import io.reprise.schemas.record.Example;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Images of examples, in one picture. */
final class ExampleSheet {

  private static final int ACROSS = 16;
  private static final int SHOWN_WIDTH = 72;

  /** Larger ones are no sprites any more. */
  private static final int LARGEST_SIDE = 128;

  private ExampleSheet() {}

  /**
   * Those that are there, with their captions; empty where none is.
   *
   * @param captions by id, in the order of the images
   */
  static List<Block> of(
      Map<Long, Example> examples, Map<Long, Caption> captions, List<String> notes)
      throws IOException {
    List<Example> shown = new ArrayList<>();
    List<Caption> below = new ArrayList<>();
    for (Map.Entry<Long, Caption> caption : captions.entrySet()) {
      Example example = examples.get(caption.getKey());
      if (example != null && isDrawable(example, shown.isEmpty() ? example : shown.get(0))) {
        shown.add(example);
        below.add(caption.getValue());
      }
    }
    if (shown.size() < captions.size()) {
      notes.add(
          Cells.format(
              "%,d of them have no image here: it is gone, or of another size.",
              captions.size() - shown.size()));
    }
    if (shown.isEmpty()) {
      return List.of();
    }
    Example first = shown.get(0);
    return List.of(
        new Sprites(
            DataUri.png(png(shown)),
            ACROSS,
            first.getWidth(),
            first.getHeight(),
            Math.max(1, Math.round((float) SHOWN_WIDTH / first.getWidth())),
            below));
  }

  private static boolean isDrawable(Example example, Example first) {
    return example.getWidth() == first.getWidth()
        && example.getHeight() == first.getHeight()
        && Math.min(example.getWidth(), example.getHeight()) > 0
        && Math.max(example.getWidth(), example.getHeight()) <= LARGEST_SIDE
        && example.getChannels() > 0
        && example.getPixels().remaining()
            == example.getWidth() * example.getHeight() * example.getChannels();
  }

  private static byte[] png(List<Example> examples) throws IOException {
    Example first = examples.get(0);
    int rows = (examples.size() + ACROSS - 1) / ACROSS;
    BufferedImage sheet =
        new BufferedImage(
            ACROSS * first.getWidth(), rows * first.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < examples.size(); i++) {
      draw(examples.get(i), sheet, i % ACROSS * first.getWidth(), i / ACROSS * first.getHeight());
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(sheet, "png", out);
    }
    return bytes.toByteArray();
  }

  /** Red, green and blue are the first channels; of fewer than three, the first is grey. */
  private static void draw(Example example, BufferedImage sheet, int left, int top) {
    ByteBuffer pixels = example.getPixels();
    int plane = example.getWidth() * example.getHeight();
    int green = example.getChannels() < 3 ? 0 : plane;
    for (int y = 0; y < example.getHeight(); y++) {
      for (int x = 0; x < example.getWidth(); x++) {
        int at = pixels.position() + y * example.getWidth() + x;
        int rgb =
            (pixels.get(at) & 0xff) << 16
                | (pixels.get(at + green) & 0xff) << 8
                | (pixels.get(at + 2 * green) & 0xff);
        sheet.setRGB(left + x, top + y, rgb);
      }
    }
  }
}
