package io.reprise.stages.onednn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.jspecify.annotations.Nullable;

/**
 * Layers one behind the other, forward and backward on batches. For one thread, whose number of
 * OpenMP threads reaches the bits.
 */
public final class Chain implements AutoCloseable {

  /** More than any branch has; another layer's dropout must be another. */
  private static final int MOST_LAYERS = 1 << 10;

  private final long[] inputSizes;
  private final Parameters parameters;
  private final BatchSeed seed;
  private final int firstIndex;
  private final List<ChainLayer> layers = new ArrayList<>();
  private final Map<Integer, Compiled> trained = new HashMap<>();
  private boolean frozen;
  private int knownRanges;
  private int firstTrained = Integer.MAX_VALUE;
  private final Map<Integer, Compiled> applied = new HashMap<>();

  /**
   * Without layers yet.
   *
   * @param channels of the images
   */
  public Chain(int channels, int height, int width) {
    this(new long[] {channels, height, width}, new Parameters(), new BatchSeed(), 0);
  }

  private Chain(long[] inputSizes, Parameters parameters, BatchSeed seed, int firstIndex) {
    this.inputSizes = inputSizes;
    this.parameters = parameters;
    this.seed = seed;
    this.firstIndex = firstIndex;
  }

  /** Turns outputs of a batch into the gradient of its mean loss by them. */
  @FunctionalInterface
  public interface Loss {

    /**
     * @param outputs row by row, one row an example; to be overwritten with the gradient
     */
    void toGradient(float[] outputs);
  }

  /**
   * Says that what is added next belongs to another layer.
   *
   * @param isFrozen whether its parameters stay as they are: its running statistics, too, which it
   *     then normalises with while training
   */
  public Chain nextLayer(boolean isFrozen) {
    parameters.nextLayer();
    frozen = isFrozen;
    return this;
  }

  public Chain convolution(int filters, Window window, Function function) {
    return add(new Convolution(parameters, sizes(), filters, window, fusable(function)), function);
  }

  /**
   * @param window of the convolution from what comes out to what goes in
   * @param height of what comes out
   * @param width of what comes out
   */
  public Chain transposedConvolution(
      int filters, Window window, int height, int width, Function function) {
    long[] outputSizes = {filters, height, width};
    add(new TransposedConvolution(parameters, sizes(), outputSizes, window));
    return function(function);
  }

  /** Of all that comes in, or, behind a sequence, of each of its steps. */
  public Chain dense(int units, Function function) {
    long[] sizes = sizes();
    if (sizes.length != 2) {
      return add(new Dense(parameters, sizes, units, fusable(function)), function);
    }
    add(Reshape.toSteps(sizes[1]));
    add(new Dense(parameters, sizes(), units, fusable(function)), function);
    return add(Reshape.toSequence(sizes[0], units));
  }

  /**
   * Recurrent over the steps of a sequence, or over the rows of an image, each with its channels
   * and columns as features.
   *
   * @param sequence whether all steps come out, or the last alone
   */
  public Chain recurrent(Cell cell, int units, boolean sequence) {
    if (sizes().length == 3) {
      add(ImageToSequence.ofRows(sizes()));
    }
    return add(new Recurrent(parameters, cell, sizes(), units, sequence));
  }

  /** Recurrent over the pixels of each row of an image; the last steps are a sequence of rows. */
  public Chain recurrentInRows(Cell cell, int units) {
    long rows = sizes()[1];
    add(ImageToSequence.ofPixels(sizes()));
    add(new Recurrent(parameters, cell, sizes(), units, false));
    return add(Reshape.toSequence(rows, units));
  }

  /** The steps of a sequence as one row of units; others are flat for whoever takes units. */
  public Chain flatten() {
    return sizes().length == 2 ? add(new FlatSequence(sizes())) : this;
  }

  public Chain maximum(Window window) {
    return add(new Pooling(true, window, window.outputSizes(sizes()[0], sizes())));
  }

  public Chain mean(Window window) {
    return add(new Pooling(false, window, window.outputSizes(sizes()[0], sizes())));
  }

  /**
   * Adds what a branch makes of what comes in to that itself, behind a projection where it has
   * another shape: a convolution of single pixels that {@link #projects}, or a dense layer.
   *
   * @param layers adds those of the branch
   * @param after function of the sums, whose way back needs the output alone
   */
  public Chain residual(Consumer<Chain> layers, Function after) {
    long[] from = sizes();
    Chain branch =
        new Chain(from, parameters, seed, firstIndex + (this.layers.size() + 1) * MOST_LAYERS);
    branch.frozen = frozen;
    layers.accept(branch);
    long[] to = branch.sizes();
    ChainLayer projection = null;
    if (to.length == 1 && !Arrays.equals(from, to)) {
      projection = new Dense(parameters, from, to[0], null);
    } else if (!Arrays.equals(from, to)) {
      Window window = Window.valid(1, 1, stride(from[1], to[1]));
      projection = new Convolution(parameters, from, to[0], window, null);
    }
    return add(new Residual(List.copyOf(branch.layers), projection, to, after));
  }

  /** Whether a convolution of single pixels has a stride that makes such maps of such. */
  public static boolean projects(int height, int width, int toHeight, int toWidth) {
    int stride = stride(height, toHeight);
    return (height - 1) / stride + 1 == toHeight && (width - 1) / stride + 1 == toWidth;
  }

  private static int stride(long from, long to) {
    return Math.toIntExact((from + to - 1) / to);
  }

  /** Of each feature map or unit. */
  public Chain batchNormalization(double momentum, double epsilon) {
    return add(new BatchNormalization(parameters, sizes(), momentum, epsilon, frozen));
  }

  public Chain function(Function function) {
    return function.isIdentity() ? this : add(new FunctionLayer(sizes(), function));
  }

  /**
   * @param rate fraction of numbers that are dropped
   */
  public Chain dropout(double rate) {
    return add(new Dropout(sizes(), rate, firstIndex + layers.size(), seed));
  }

  private Chain add(ChainLayer layer, Function function) {
    add(layer);
    return function.isFusable() ? this : function(function);
  }

  private Chain add(ChainLayer layer) {
    int ranges = parameters.ranges().size();
    if (ranges > knownRanges && !frozen) {
      firstTrained = Math.min(firstTrained, layers.size());
    }
    knownRanges = ranges;
    layers.add(layer);
    return this;
  }

  private static @Nullable Function fusable(Function function) {
    return function.isFusable() ? function : null;
  }

  /** Of one example behind the last layer: channels, height and width; steps, features; units. */
  private long[] sizes() {
    return layers.isEmpty() ? inputSizes : layers.get(layers.size() - 1).outputSizes();
  }

  public Parameters parameters() {
    return parameters;
  }

  /** Says what dropout in the next batch follows from. */
  public void seed(long batch) {
    seed.set(batch);
  }

  /**
   * What comes out, example by example, in the order channel, row, column.
   *
   * @param images example by example, in the same order
   * @param count of examples
   */
  public float[] outputs(float[] images, int count) {
    Compiled program = compiled(applied, count, false);
    float[] outputs = new float[program.plainOutput().length()];
    program.forward(images);
    program.plainOutput().read(outputs, 0);
    return outputs;
  }

  /**
   * Computes the gradients of a batch's loss by all parameters from the first layer on that is not
   * frozen, and moves running statistics.
   *
   * @param images as in {@link #outputs}
   * @param count of examples
   */
  public void gradients(float[] images, int count, Loss loss) {
    Compiled program = compiled(trained, count, true);
    float[] outputs = new float[program.plainOutput().length()];
    program.forward(images);
    program.plainOutput().read(outputs, 0);
    loss.toGradient(outputs);
    program.backward(outputs);
  }

  private Compiled compiled(Map<Integer, Compiled> programs, int count, boolean training) {
    return programs.computeIfAbsent(count, size -> new Compiled(count, training));
  }

  /** A program with its ends. */
  private final class Compiled implements AutoCloseable {

    private final Program program;
    private final Tensor input;
    private final Op last;
    private final Tensor plainOutput;

    Compiled(int batch, boolean training) {
      this.program = new Program(parameters, batch, training);
      this.input = program.tensor(program.layout(format_tag.nchw, Sizes.with(batch, inputSizes)));
      List<Op> ops = new ArrayList<>();
      Op op = new Op.Input(input);
      for (ChainLayer layer : layers) {
        op = layer.addTo(program, op);
        ops.add(op);
      }
      this.last = op;
      this.plainOutput = plain(op.output(), batch);
      if (training) {
        for (int i = ops.size() - 1; i >= firstTrained; i--) {
          ops.get(i).addBackward(i > firstTrained);
        }
      }
    }

    private Tensor plain(Tensor output, int batch) {
      long[] all = Sizes.with(batch, sizes());
      memory.desc layout = program.layout(Sizes.plain(all), all);
      if (layout.equals(output.layout())) {
        return output;
      }
      Tensor plain = program.tensor(layout);
      program.forward(program.copy(output, plain));
      return plain;
    }

    Tensor plainOutput() {
      return plainOutput;
    }

    void forward(float[] images) {
      input.write(images, 0, input.length());
      program.runForward();
    }

    /** The last layer is dense, so that its output and gradient are plain. */
    void backward(float[] gradient) {
      last.gradient().write(gradient, 0, last.gradient().length());
      program.runBackward();
    }

    @Override
    public void close() {
      program.close();
    }
  }

  /** Gives its native memory back. */
  @Override
  public void close() {
    trained.values().forEach(Compiled::close);
    applied.values().forEach(Compiled::close);
    trained.clear();
    applied.clear();
  }
}
