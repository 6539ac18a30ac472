package io.reprise.stages.onednn;

import org.bytedeco.dnnl.memory;

/**
 * Images as sequences: of their rows, or, of each row, of its pixels. All first steps lie before
 * all second ones, as oneDNN's recurrent primitives want them.
 *
 * @param imageSizes channels, height, width
 * @param pixels whether each row becomes a sequence of its own; all first rows come before all
 *     second ones
 */
record ImageToSequence(long[] imageSizes, boolean pixels) implements ChainLayer {

  static ImageToSequence ofRows(long[] imageSizes) {
    return new ImageToSequence(imageSizes, false);
  }

  static ImageToSequence ofPixels(long[] imageSizes) {
    return new ImageToSequence(imageSizes, true);
  }

  /** Steps and features. */
  @Override
  public long[] outputSizes() {
    long channels = imageSizes[0];
    long height = imageSizes[1];
    long width = imageSizes[2];
    return pixels ? new long[] {width, channels} : new long[] {height, channels * width};
  }

  @Override
  public Op addTo(Program program, Op input) {
    long[] steps = outputSizes();
    long sequences = pixels ? program.batch() * imageSizes[1] : program.batch();
    memory.desc asSequences = program.sequences(sequences, steps[0], steps[1]);
    memory.desc asImages = asImages(program);
    Tensor output = program.tensor(asSequences);
    return RearrangeOp.add(program, input, output, asImages);
  }

  /** Where the pixels of the images are among the steps. */
  private memory.desc asImages(Program program) {
    long batch = program.batch();
    long channels = imageSizes[0];
    long height = imageSizes[1];
    long width = imageSizes[2];
    long[] strides =
        pixels
            ? new long[] {channels, 1, batch * channels, height * batch * channels}
            : new long[] {channels * width, width, batch * channels * width, 1};
    return program.strided(Sizes.with(batch, imageSizes), strides);
  }
}
