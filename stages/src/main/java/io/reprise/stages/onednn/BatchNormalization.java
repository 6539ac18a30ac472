package io.reprise.stages.onednn;

import static io.reprise.stages.onednn.Program.argument;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SCALE_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MEAN;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCALE_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_VARIANCE;
import static org.bytedeco.dnnl.global.dnnl.dnnl_backward;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_global_stats;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_scaleshift;

import java.util.Arrays;
import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;

/** Batch normalisation (Ioffe and Szegedy, 2015), for each feature map or unit. */
final class BatchNormalization implements ChainLayer {

  private final long[] outputSizes;
  private final int channels;
  private final float momentum;
  private final float epsilon;
  private final boolean frozen;
  private final Parameters.Range scalesAndShifts;
  private final Parameters.Range means;
  private final Parameters.Range logDeviations;

  /**
   * @param momentum weight of the past in the running means
   * @param epsilon added to the variance
   * @param frozen whether the running statistics are used while training, and stay
   */
  BatchNormalization(
      Parameters parameters, long[] sizes, double momentum, double epsilon, boolean frozen) {
    this.outputSizes = sizes;
    this.channels = Math.toIntExact(sizes[0]);
    this.momentum = (float) momentum;
    this.epsilon = (float) epsilon;
    this.frozen = frozen;
    this.scalesAndShifts = parameters.add(Parameters.Role.BIAS, 2L * channels);
    Arrays.fill(
        parameters.values(), scalesAndShifts.offset(), scalesAndShifts.offset() + channels, 1);
    this.means = parameters.add(Parameters.Role.STATISTIC, channels);
    this.logDeviations = parameters.add(Parameters.Role.STATISTIC, channels);
  }

  @Override
  public long[] outputSizes() {
    return outputSizes;
  }

  @Override
  public Op addTo(Program program, Op input) {
    int flags = flags(program);
    batch_normalization_forward.primitive_desc primitive =
        program.keep(
            new batch_normalization_forward.primitive_desc(
                program.keep(
                    new batch_normalization_forward.desc(
                        program.training() ? dnnl_forward_training : dnnl_forward_inference,
                        input.output().layout(),
                        epsilon,
                        flags)),
                OneDnn.engine()));
    Tensor scaleShift =
        program.parameter(scalesAndShifts, program.layout(format_tag.nc, 2, channels));
    Tensor mean = program.tensor(program.layout(format_tag.x, channels));
    Tensor variance = program.tensor(program.layout(format_tag.x, channels));
    if (!program.training() || frozen) {
      program.forward(() -> writeStatistics(program.parameters(), mean, variance));
    }
    Tensor output = program.tensor(input.output().layout());
    program.forward(
        new batch_normalization_forward(primitive),
        argument(DNNL_ARG_SRC, input.output()),
        argument(DNNL_ARG_SCALE_SHIFT, scaleShift),
        argument(DNNL_ARG_MEAN, mean),
        argument(DNNL_ARG_VARIANCE, variance),
        argument(DNNL_ARG_DST, output));
    return new BatchNormalizationOp(
        program, input, output, primitive, new Statistics(scaleShift, mean, variance));
  }

  private int flags(Program program) {
    return dnnl_use_scaleshift | (program.training() && !frozen ? 0 : dnnl_use_global_stats);
  }

  /** Of one batch, or of all so far. */
  private record Statistics(Tensor scaleShift, Tensor mean, Tensor variance) {}

  /** Deeplearning4j keeps the logarithm to base ten of the standard deviation. */
  private void writeStatistics(Parameters parameters, Tensor mean, Tensor variance) {
    mean.write(parameters.values(), means.offset(), channels);
    float[] squares = new float[channels];
    for (int i = 0; i < channels; i++) {
      double deviation = StrictMath.pow(10, parameters.values()[logDeviations.offset() + i]);
      squares[i] = (float) (deviation * deviation);
    }
    variance.write(squares, 0, channels);
  }

  /** Moves the running statistics to those of a batch. */
  private void follow(Parameters parameters, Tensor mean, Tensor variance) {
    float[] values = parameters.values();
    float[] batchMeans = new float[channels];
    float[] batchVariances = new float[channels];
    mean.read(batchMeans, 0);
    variance.read(batchVariances, 0);
    for (int i = 0; i < channels; i++) {
      int at = means.offset() + i;
      values[at] = momentum * values[at] + (1 - momentum) * batchMeans[i];
      int log = logDeviations.offset() + i;
      double deviation = StrictMath.pow(10, values[log]);
      double moved = momentum * deviation * deviation + (1 - momentum) * batchVariances[i];
      // Of what never varies, the logarithm would be infinite in the end.
      values[log] = (float) (StrictMath.log10(Math.max(moved, Float.MIN_NORMAL)) / 2);
    }
  }

  private final class BatchNormalizationOp extends Op {

    private final Program program;
    private final Op input;
    private final batch_normalization_forward.primitive_desc primitive;
    private final Statistics statistics;

    private BatchNormalizationOp(
        Program program,
        Op input,
        Tensor output,
        batch_normalization_forward.primitive_desc primitive,
        Statistics statistics) {
      super(program, output);
      this.program = program;
      this.input = input;
      this.primitive = primitive;
      this.statistics = statistics;
    }

    @Override
    void addBackward(boolean intoInput) {
      memory.desc layout = output().layout();
      memory.desc plain = statistics.scaleShift().layout();
      Tensor into = intoInput ? input.gradient() : program.tensor(layout);
      program.backward(
          new batch_normalization_backward(
              program.keep(
                  new batch_normalization_backward.primitive_desc(
                      program.keep(
                          new batch_normalization_backward.desc(
                              dnnl_backward, layout, layout, epsilon, flags(program))),
                      OneDnn.engine(),
                      primitive))),
          argument(DNNL_ARG_SRC, input.output()),
          argument(DNNL_ARG_MEAN, statistics.mean()),
          argument(DNNL_ARG_VARIANCE, statistics.variance()),
          argument(DNNL_ARG_DIFF_DST, gradient()),
          argument(DNNL_ARG_SCALE_SHIFT, statistics.scaleShift()),
          argument(DNNL_ARG_DIFF_SRC, into),
          argument(
              DNNL_ARG_DIFF_SCALE_SHIFT, program.parameterGradient(scalesAndShifts, plain, plain)));
      if (!frozen) {
        program.backward(
            () -> follow(program.parameters(), statistics.mean(), statistics.variance()));
      }
    }
  }
}
