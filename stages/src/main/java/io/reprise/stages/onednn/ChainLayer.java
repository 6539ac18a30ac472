package io.reprise.stages.onednn;

/** A layer of a {@link Chain}, for batches of any size. */
interface ChainLayer {

  /** What comes out, without the batch: channels, height and width; steps, features; or units. */
  long[] outputSizes();

  /** Adds the layer to a program, behind what goes into it. */
  Op addTo(Program program, Op input);
}
