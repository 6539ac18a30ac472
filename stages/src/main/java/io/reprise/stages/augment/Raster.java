package io.reprise.stages.augment;

/** The pixels of an image that is being changed, in place. */
final class Raster {

  private final int channels;
  private final int height;
  private final int width;
  private final byte[] pixels;

  /**
   * @param pixels unsigned bytes, channel by channel, each row by row (CHW); taken over
   */
  Raster(int channels, int height, int width, byte[] pixels) {
    long expected = (long) channels * height * width;
    if (pixels.length != expected) {
      throw new IllegalArgumentException(
          pixels.length
              + " pixels instead of "
              + expected
              + " for "
              + channels
              + " x "
              + height
              + " x "
              + width);
    }
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.pixels = pixels;
  }

  int channels() {
    return channels;
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  /** The array itself. */
  byte[] pixels() {
    return pixels;
  }

  /** Swaps left and right. */
  void flipHorizontal() {
    for (int row = 0; row < channels * height; row++) {
      int left = row * width;
      for (int right = left + width - 1; left < right; left++, right--) {
        swap(left, right);
      }
    }
  }

  /** Swaps top and bottom. */
  void flipVertical() {
    for (int channel = 0; channel < channels; channel++) {
      int top = channel * height;
      for (int bottom = top + height - 1; top < bottom; top++, bottom--) {
        for (int x = 0; x < width; x++) {
          swap(top * width + x, bottom * width + x);
        }
      }
    }
  }

  private void swap(int a, int b) {
    byte kept = pixels[a];
    pixels[a] = pixels[b];
    pixels[b] = kept;
  }
}
