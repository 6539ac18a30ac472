package io.reprise.stages.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;

/**
 * A chain for batches of one size: native memory, and what is executed on it, in order, by the
 * thread that has built it: primitives that one thread has made share their working memory.
 */
final class Program implements AutoCloseable {

  private final Resources resources = new Resources();
  private final stream stream = resources.keep(new stream(OneDnn.engine()));
  private final Parameters parameters;
  private final int batch;
  private final boolean training;
  private final List<Runnable> loads = new ArrayList<>();
  private final List<Runnable> forward = new ArrayList<>();
  private final List<Runnable> backward = new ArrayList<>();
  private final List<Runnable> handOver = new ArrayList<>();
  private long version = -1;

  /** What a primitive reads or writes. */
  record Argument(int index, Tensor tensor) {}

  Program(Parameters parameters, int batch, boolean training) {
    this.parameters = parameters;
    this.batch = batch;
    this.training = training;
  }

  int batch() {
    return batch;
  }

  boolean training() {
    return training;
  }

  Parameters parameters() {
    return parameters;
  }

  <T extends Pointer> T keep(T pointer) {
    return resources.keep(pointer);
  }

  /** A layout of 32-bit numbers. */
  memory.desc layout(memory.format_tag order, long... sizes) {
    return keep(new memory.desc(sizes, memory.data_type.f32, order));
  }

  /**
   * @param strides how far apart neighbours are, for each of the sizes
   */
  memory.desc strided(long[] sizes, long[] strides) {
    return keep(new memory.desc(sizes, memory.data_type.f32, strides));
  }

  /** Of sequences, all examples' first steps before all second ones; sizes example, step. */
  memory.desc sequences(long count, long steps, long features) {
    return strided(new long[] {count, steps, features}, new long[] {features, count * features, 1});
  }

  Tensor tensor(memory.desc layout) {
    return new Tensor(layout, resources);
  }

  static Argument argument(int index, Tensor tensor) {
    return new Argument(index, tensor);
  }

  void forward(primitive primitive, Argument... arguments) {
    forward.add(step(primitive, arguments));
  }

  void forward(Runnable step) {
    forward.add(step);
  }

  void backward(primitive primitive, Argument... arguments) {
    backward.add(step(primitive, arguments));
  }

  void backward(Runnable step) {
    backward.add(step);
  }

  private Runnable step(primitive primitive, Argument... arguments) {
    keep(primitive);
    IntMemoryMap map = keep(new IntMemoryMap());
    for (Argument argument : arguments) {
      map.put(argument.index(), argument.tensor().numbers());
    }
    return () -> {
      primitive.execute(stream, map);
      stream._wait();
    };
  }

  /** From one layout to another. */
  Runnable copy(Tensor from, Tensor to) {
    return step(
        new reorder(from.numbers(), to.numbers()),
        argument(DNNL_ARG_FROM, from),
        argument(DNNL_ARG_TO, to));
  }

  /** Parameters in native memory, there whenever they have changed. */
  Tensor parameter(Parameters.Range range, memory.desc plain) {
    Tensor tensor = tensor(plain);
    loads.add(() -> tensor.write(parameters.values(), range.offset(), range.length()));
    return tensor;
  }

  /** The same in another layout; the same tensor where it has it already. */
  Tensor loaded(Tensor plain, memory.desc layout) {
    if (plain.layout().equals(layout)) {
      return plain;
    }
    Tensor tensor = tensor(layout);
    loads.add(copy(plain, tensor));
    return tensor;
  }

  /**
   * A gradient of parameters that a primitive has written, to be handed over at the end. Of tensors
   * that have more numbers than parameters, the first of each row count.
   */
  void handOver(Parameters.Range range, Tensor written, memory.desc plain, long rows) {
    Tensor ordered = plain.equals(written.layout()) ? written : tensor(plain);
    Runnable copy = ordered == written ? () -> {} : copy(written, ordered);
    handOver.add(copy);
    if (ordered.length() == range.length()) {
      handOver.add(() -> ordered.read(parameters.gradients(), range.offset()));
      return;
    }
    float[] all = new float[ordered.length()];
    int from = Math.toIntExact(all.length / rows);
    int to = Math.toIntExact(range.length() / rows);
    handOver.add(
        () -> {
          ordered.read(all, 0);
          for (int row = 0; row < rows; row++) {
            System.arraycopy(
                all, row * from, parameters.gradients(), range.offset() + row * to, to);
          }
        });
  }

  /** The same for a new tensor, all of which counts. */
  Tensor parameterGradient(Parameters.Range range, memory.desc plain, memory.desc layout) {
    Tensor tensor = tensor(layout);
    handOver(range, tensor, plain, 1);
    return tensor;
  }

  /** The same for a new tensor that a primitive adds to. */
  Tensor addedParameterGradient(Parameters.Range range, memory.desc plain, memory.desc layout) {
    Tensor tensor = parameterGradient(range, plain, layout);
    float[] zeros = new float[tensor.length()];
    backward(() -> tensor.write(zeros, 0, zeros.length));
    return tensor;
  }

  /**
   * Numbers of a tensor that lie side by side, as another tensor.
   *
   * @param offset of the first
   */
  Tensor piece(Tensor whole, memory.desc layout, long offset) {
    return new Tensor(layout, whole, offset, resources);
  }

  /** The same numbers in the same places under other sizes. */
  Tensor seenAs(Tensor whole, memory.desc layout) {
    return piece(whole, layout, 0);
  }

  /** The first numbers of a tensor in each of its sizes. */
  Tensor view(Tensor whole, long[] sizes) {
    return new Tensor(
        keep(whole.layout().submemory_desc(sizes, new long[sizes.length])), whole, resources);
  }

  void runForward() {
    if (version != parameters.version()) {
      loads.forEach(Runnable::run);
      version = parameters.version();
    }
    forward.forEach(Runnable::run);
  }

  /** After {@link #runForward}; the parameters' gradients are there then. */
  void runBackward() {
    backward.forEach(Runnable::run);
    handOver.forEach(Runnable::run);
  }

  @Override
  public void close() {
    resources.close();
  }
}
