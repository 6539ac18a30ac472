package io.reprise.stages.train;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * Images of one size in a few large arrays, since a million small ones cost the garbage collector
 * more than they hold. A list to read: what it gives are copies. Grows at its end only.
 */
final class PackedImages extends AbstractList<byte[]> implements RandomAccess {

  private static final int BLOCK_BYTES = 1 << 22;

  private final int imageBytes;
  private final int imagesPerBlock;
  private final List<byte[]> blocks = new ArrayList<>();
  private int size;

  /**
   * @param imageBytes of each image, at least 1
   */
  PackedImages(int imageBytes) {
    this.imageBytes = imageBytes;
    this.imagesPerBlock = Math.max(1, BLOCK_BYTES / imageBytes);
  }

  @Override
  public boolean add(byte[] image) {
    if (image.length != imageBytes) {
      throw new IllegalArgumentException(image.length + " bytes instead of " + imageBytes);
    }
    if (size == blocks.size() * imagesPerBlock) {
      blocks.add(new byte[imagesPerBlock * imageBytes]);
    }
    System.arraycopy(image, 0, blocks.get(size / imagesPerBlock), offset(size), imageBytes);
    size++;
    return true;
  }

  @Override
  public byte[] get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index + " of " + size);
    }
    int offset = offset(index);
    return Arrays.copyOfRange(blocks.get(index / imagesPerBlock), offset, offset + imageBytes);
  }

  @Override
  public int size() {
    return size;
  }

  private int offset(int index) {
    return index % imagesPerBlock * imageBytes;
  }
}
