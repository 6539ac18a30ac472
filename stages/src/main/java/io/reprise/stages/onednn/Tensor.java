package io.reprise.stages.onednn;

import io.reprise.schemas.problem.ReportedException;
import java.nio.FloatBuffer;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;

/** Numbers in native memory, in a layout that may be oneDNN's own. */
final class Tensor {

  private static final long MOST_BYTES = Integer.MAX_VALUE;

  private final memory.desc layout;
  private final memory numbers;
  private final FloatBuffer buffer;

  /**
   * @throws ReportedException when they are more than an array can hold
   */
  Tensor(memory.desc layout, Resources resources) {
    if (layout.get_size() > MOST_BYTES) {
      throw new ReportedException(
          "a layer's numbers of one batch take more than 2 GB; set a smaller batchSize");
    }
    this.layout = layout;
    this.numbers = resources.keep(new memory(layout, OneDnn.engine()));
    long size = layout.get_size() / Float.BYTES;
    this.buffer = new FloatPointer(numbers.get_data_handle()).capacity(size).asBuffer();
  }

  /** Some of another's numbers. */
  Tensor(memory.desc layout, Tensor whole, Resources resources) {
    this.layout = layout;
    this.numbers =
        resources.keep(new memory(layout, OneDnn.engine(), whole.numbers.get_data_handle()));
    this.buffer = whole.buffer;
  }

  /**
   * A piece of another's numbers.
   *
   * @param offset of the first
   */
  Tensor(memory.desc layout, Tensor whole, long offset, Resources resources) {
    this.layout = layout;
    BytePointer first =
        new BytePointer(whole.numbers.get_data_handle()).getPointer(offset * Float.BYTES);
    this.numbers = resources.keep(new memory(layout, OneDnn.engine(), first));
    this.buffer = new FloatPointer(first).capacity(layout.get_size() / Float.BYTES).asBuffer();
  }

  memory.desc layout() {
    return layout;
  }

  memory numbers() {
    return numbers;
  }

  /** As they lie in memory, with what the layout fills up. */
  int length() {
    return buffer.capacity();
  }

  /** Of a plain layout, or of no matter which. */
  void read(float[] into, int offset) {
    buffer.get(0, into, offset, buffer.capacity());
  }

  void clear() {
    buffer.put(0, new float[buffer.capacity()]);
  }

  void write(float[] from, int offset, int length) {
    buffer.put(0, from, offset, length);
  }
}
