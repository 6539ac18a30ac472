package io.reprise.stages.onednn;

import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;

/**
 * The steps of a sequence one behind the other, as one row of units.
 *
 * @param sequenceSizes steps, features
 */
record FlatSequence(long[] sequenceSizes) implements ChainLayer {

  @Override
  public long[] outputSizes() {
    return new long[] {Sizes.product(sequenceSizes)};
  }

  @Override
  public Op addTo(Program program, Op input) {
    memory.desc asSteps =
        program.layout(format_tag.abc, Sizes.with(program.batch(), sequenceSizes));
    Tensor output =
        program.tensor(program.layout(format_tag.nc, Sizes.with(program.batch(), outputSizes())));
    return RearrangeOp.add(program, input, output, asSteps);
  }
}
