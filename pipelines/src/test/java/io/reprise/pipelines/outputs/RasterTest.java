package io.reprise.pipelines.outputs;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RasterTest {

  private static final int SIDE = 16;

  @TempDir Path folder;

  /** A picture that is grey in one run and of colours in the other looks the same in both. */
  @Test
  void greyIsTheSameGreyInEachFormat() throws IOException {
    Path colour = png("colour", BufferedImage.TYPE_INT_RGB, 1);
    Path grey = png("grey", BufferedImage.TYPE_BYTE_GRAY, 1);
    Path deep = png("deep", BufferedImage.TYPE_USHORT_GRAY, 257);
    assertThat(Raster.differing(grey, colour)).isZero();
    assertThat(Raster.differing(colour, deep)).isZero();
    assertThat(Raster.differing(grey, deep)).isZero();
  }

  /** All 256 greys. */
  private Path png(String name, int type, int step) throws IOException {
    BufferedImage image = new BufferedImage(SIDE, SIDE, type);
    for (int i = 0; i < SIDE * SIDE; i++) {
      for (int band = 0; band < image.getRaster().getNumBands(); band++) {
        image.getRaster().setSample(i % SIDE, i / SIDE, band, i * step);
      }
    }
    Path file = folder.resolve(name + ".png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }
}
