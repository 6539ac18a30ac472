package io.reprise.stages.ingest;

import java.util.ArrayList;
import java.util.List;

/** The labels of rows by id, in as few bytes as the number of classes allows; ids in any order. */
final class LabelArray {

  private static final int CHUNK_ROWS = 1 << 16;
  private static final int BYTE_VALUES = 1 << Byte.SIZE;
  private static final int BYTE_MASK = BYTE_VALUES - 1;

  private final int width;
  private final List<byte[]> chunks = new ArrayList<>();

  /**
   * @param classes that labels are below
   */
  LabelArray(int classes) {
    this.width =
        classes < BYTE_VALUES ? 1 : classes < BYTE_VALUES * BYTE_VALUES ? 2 : Integer.BYTES;
  }

  void put(long id, int label) {
    int chunk = Math.toIntExact(id / CHUNK_ROWS);
    while (chunks.size() <= chunk) {
      chunks.add(new byte[CHUNK_ROWS * width]);
    }
    byte[] bytes = chunks.get(chunk);
    int at = (int) (id % CHUNK_ROWS) * width;
    int value = label + 1; // 0 is a row without one
    for (int i = 0; i < width; i++) {
      bytes[at + i] = (byte) (value >>> Byte.SIZE * i);
    }
  }

  /** Passes on the labels that were put, by id. */
  void forEach(SplitSource.LabelSink sink) {
    for (int chunk = 0; chunk < chunks.size(); chunk++) {
      byte[] bytes = chunks.get(chunk);
      for (int row = 0; row < CHUNK_ROWS; row++) {
        int value = 0;
        for (int i = 0; i < width; i++) {
          value |= (bytes[row * width + i] & BYTE_MASK) << Byte.SIZE * i;
        }
        if (value > 0) {
          sink.label((long) chunk * CHUNK_ROWS + row, value - 1);
        }
      }
    }
  }
}
