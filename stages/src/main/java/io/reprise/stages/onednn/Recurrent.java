package io.reprise.stages.onednn;

import static io.reprise.stages.onednn.Program.argument;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC_ITER_C;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_ITER_C;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.jspecify.annotations.Nullable;

/**
 * A layer that goes through sequences step by step, of which all outputs, or the last alone, come
 * out. Its parameters are the weights of the input, the weights of what came out of the step
 * before, and the biases: for each input, gate by gate, output by output (oneDNN's {@code ldigo}
 * and {@code ldgo}).
 */
final class Recurrent implements ChainLayer {

  private final Cell cell;
  private final long steps;
  private final long features;
  private final long units;
  private final boolean sequence;
  private final Parameters.Range weights;
  private final Parameters.Range recurrentWeights;
  private final Parameters.Range biases;

  /**
   * @param inputSizes steps, features
   * @param sequence whether all steps come out, or the last alone
   */
  Recurrent(Parameters parameters, Cell cell, long[] inputSizes, long units, boolean sequence) {
    this.cell = cell;
    this.steps = inputSizes[0];
    this.features = inputSizes[1];
    this.units = units;
    this.sequence = sequence;
    long sums = cell.gates() * units;
    this.weights =
        parameters.addWeights(features * sums, new Parameters.Fan(features, units, false));
    this.recurrentWeights =
        parameters.addWeights(units * sums, new Parameters.Fan(units, units, true));
    this.biases = parameters.add(Parameters.Role.BIAS, cell.biases() * units);
    if (cell.open() >= 0) {
      int from = biases.offset() + Math.toIntExact(cell.open() * units);
      Arrays.fill(parameters.values(), from, from + Math.toIntExact(units), 1);
    }
  }

  @Override
  public long[] outputSizes() {
    return sequence ? new long[] {steps, units} : new long[] {units};
  }

  @Override
  public Op addTo(Program program, Op input) {
    long count = input.output().length() / (steps * features);
    Cell.Layouts layouts =
        new Cell.Layouts(
            program.layout(format_tag.tnc, steps, count, features),
            program.layout(format_tag.any, sizes(features)),
            program.layout(format_tag.any, sizes(units)),
            program.layout(format_tag.ldgo, 1, 1, cell.biases(), units),
            program.layout(format_tag.tnc, steps, count, units),
            program.layout(format_tag.ldnc, 1, 1, count, units),
            program.keep(new memory.desc()));
    Tensor before = program.tensor(layouts.before());
    before.clear();
    Cell.Primitive forward = cell.forward(program, layouts);
    Values values =
        new Values(
            program.seenAs(input.output(), layouts.input()),
            program.parameter(weights, plain(program, features)),
            program.parameter(recurrentWeights, plain(program, units)),
            program.parameter(biases, layouts.biases()),
            program.tensor(layouts.output()),
            before,
            program.training()
                ? program.tensor(program.keep(forward.description().workspace_desc()))
                : null);
    program.forward(forward.primitive(), values.arguments(program, forward));
    Tensor gradients = program.training() ? program.tensor(layouts.output()) : null;
    return new RecurrentOp(program, input, count, layouts, values, forward, gradients);
  }

  /** Of weights: layers, directions, inputs, gates, outputs. */
  private long[] sizes(long inputs) {
    return new long[] {1, 1, inputs, cell.gates(), units};
  }

  private memory.desc plain(Program program, long inputs) {
    return program.layout(format_tag.ldigo, sizes(inputs));
  }

  /**
   * What both directions read.
   *
   * @param before the zeros before the first step: oneDNN 2.5 may be left without, but then its
   *     gradient of the recurrent weights of RNN and LSTM is wrong
   */
  private record Values(
      Tensor input,
      Tensor weights,
      Tensor recurrentWeights,
      Tensor biases,
      Tensor output,
      Tensor before,
      @Nullable Tensor workspace) {

    /**
     * @param wanting that says in which layouts
     */
    Program.Argument[] arguments(
        Program program, Cell.Primitive wanting, Program.Argument... others) {
      memory.desc layout = program.keep(wanting.description().weights_desc(0));
      memory.desc recurrentLayout = program.keep(wanting.description().weights_desc(1));
      List<Program.Argument> arguments = new ArrayList<>(List.of(others));
      arguments.add(argument(DNNL_ARG_SRC_LAYER, input));
      arguments.add(argument(DNNL_ARG_WEIGHTS_LAYER, program.loaded(weights, layout)));
      arguments.add(
          argument(DNNL_ARG_WEIGHTS_ITER, program.loaded(recurrentWeights, recurrentLayout)));
      arguments.add(argument(DNNL_ARG_BIAS, biases));
      arguments.add(argument(DNNL_ARG_DST_LAYER, output));
      arguments.add(argument(DNNL_ARG_SRC_ITER, before));
      arguments.add(argument(DNNL_ARG_SRC_ITER_C, before)); // read by LSTM alone
      if (workspace != null) {
        arguments.add(argument(DNNL_ARG_WORKSPACE, workspace));
      }
      return arguments.toArray(Program.Argument[]::new);
    }
  }

  /** What comes out of a tensor with all steps. */
  private Tensor out(Program program, Tensor all, long count) {
    return sequence
        ? program.seenAs(all, program.sequences(count, steps, units))
        : program.piece(
            all, program.layout(format_tag.nc, count, units), (steps - 1) * count * units);
  }

  private final class RecurrentOp extends Op {

    private final Program program;
    private final Op input;
    private final Cell.Layouts layouts;
    private final Values values;
    private final Cell.Primitive forward;
    private final @Nullable Tensor allGradients;

    /**
     * @param allGradients of all steps while training, of which those that do not come out stay 0
     */
    private RecurrentOp(
        Program program,
        Op input,
        long count,
        Cell.Layouts layouts,
        Values values,
        Cell.Primitive forward,
        @Nullable Tensor allGradients) {
      super(
          out(program, values.output(), count),
          allGradients == null ? null : out(program, allGradients, count));
      this.program = program;
      this.input = input;
      this.layouts = layouts;
      this.values = values;
      this.forward = forward;
      this.allGradients = allGradients;
    }

    @Override
    void addBackward(boolean intoInput) {
      Tensor gradients = Objects.requireNonNull(allGradients);
      gradients.clear();
      Cell.Primitive back = cell.backward(program, layouts, forward);
      Tensor intoInputs =
          intoInput
              ? program.seenAs(input.gradient(), layouts.input())
              : program.tensor(layouts.input());
      program.backward(
          back.primitive(),
          values.arguments(
              program,
              back,
              argument(DNNL_ARG_DIFF_DST_LAYER, gradients),
              argument(DNNL_ARG_DIFF_SRC_LAYER, intoInputs),
              argument(DNNL_ARG_DIFF_SRC_ITER, program.tensor(layouts.before())), // read by nobody
              argument(DNNL_ARG_DIFF_SRC_ITER_C, program.tensor(layouts.before())),
              argument(
                  DNNL_ARG_DIFF_WEIGHTS_LAYER,
                  program.addedParameterGradient(
                      weights,
                      plain(program, features),
                      program.keep(back.description().diff_weights_desc(0)))),
              argument(
                  DNNL_ARG_DIFF_WEIGHTS_ITER,
                  program.addedParameterGradient(
                      recurrentWeights,
                      plain(program, units),
                      program.keep(back.description().diff_weights_desc(1)))),
              argument(
                  DNNL_ARG_DIFF_BIAS,
                  program.addedParameterGradient(biases, layouts.biases(), layouts.biases()))));
    }
  }
}
