package io.reprise.stages.onednn;

import static io.reprise.stages.onednn.Program.argument;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;

import io.reprise.stages.random.SplitMix64;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.memory;

/**
 * Inverted dropout (Srivastava et al., 2014): while training, each number is set to 0 with a
 * probability, and those that stay are scaled up. What is dropped follows from the seed of the
 * batch, the layer and the place, whatever layout a processor has them in.
 */
final class Dropout implements ChainLayer {

  private static final double FRACTIONS = 0x1p-32;

  private final long[] outputSizes;
  private final double rate;
  private final int index;
  private final BatchSeed seed;

  /**
   * @param index of the layer
   */
  Dropout(long[] outputSizes, double rate, int index, BatchSeed seed) {
    this.outputSizes = outputSizes;
    this.rate = rate;
    this.index = index;
    this.seed = seed;
  }

  @Override
  public long[] outputSizes() {
    return outputSizes;
  }

  @Override
  public Op addTo(Program program, Op input) {
    if (!program.training()) {
      return input;
    }
    long[] sizes = Sizes.with(program.batch(), outputSizes);
    Tensor plain = program.tensor(program.layout(Sizes.plain(sizes), sizes));
    float[] factors = new float[plain.length()];
    program.forward(
        () -> {
          fill(factors);
          plain.write(factors, 0, factors.length);
        });
    Tensor mask = program.tensor(input.output().layout());
    program.forward(program.copy(plain, mask));
    Tensor output = program.tensor(input.output().layout());
    program.forward(
        product(program, mask.layout()),
        argument(DNNL_ARG_SRC_0, input.output()),
        argument(DNNL_ARG_SRC_1, mask),
        argument(DNNL_ARG_DST, output));
    return new DropoutOp(program, input, output, mask);
  }

  /** Two places for each draw, which follows from its number alone, so that threads share them. */
  private void fill(float[] factors) {
    long first = SplitMix64.mix(seed.value() + index * SplitMix64.GAMMA);
    Parallel.ranges(
        0,
        (factors.length + 1) / 2,
        Runtime.getRuntime().availableProcessors(),
        (from, to) -> fill(factors, from, to, first));
  }

  private void fill(float[] factors, int from, int to, long first) {
    long limit = (long) (rate / FRACTIONS);
    float kept = (float) (1 / (1 - rate));
    for (int draw = from; draw < to; draw++) {
      long bits = SplitMix64.next(first + draw * SplitMix64.GAMMA);
      factors[2 * draw] = (bits >>> 32) < limit ? 0 : kept;
      if (2 * draw + 1 < factors.length) {
        factors[2 * draw + 1] = (bits & 0xFFFFFFFFL) < limit ? 0 : kept;
      }
    }
  }

  private static binary product(Program program, memory.desc layout) {
    return new binary(
        program.keep(
            new binary.primitive_desc(
                program.keep(new binary.desc(algorithm.binary_mul, layout, layout, layout)),
                OneDnn.engine())));
  }

  private static final class DropoutOp extends Op {

    private final Program program;
    private final Op input;
    private final Tensor mask;

    private DropoutOp(Program program, Op input, Tensor output, Tensor mask) {
      super(program, output);
      this.program = program;
      this.input = input;
      this.mask = mask;
    }

    @Override
    void addBackward(boolean intoInput) {
      if (intoInput) {
        program.backward(
            product(program, mask.layout()),
            argument(DNNL_ARG_SRC_0, gradient()),
            argument(DNNL_ARG_SRC_1, mask),
            argument(DNNL_ARG_DST, input.gradient()));
      }
    }
  }
}
