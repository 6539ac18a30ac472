package io.reprise.stages.onednn;

import org.bytedeco.dnnl.memory.format_tag;

/** Sizes of tensors, batch first. */
final class Sizes {

  private Sizes() {}

  static long[] with(long batch, long[] sizes) {
    long[] all = new long[sizes.length + 1];
    all[0] = batch;
    System.arraycopy(sizes, 0, all, 1, sizes.length);
    return all;
  }

  /** The plain order of tensors with the batch: of units, sequences or images. */
  static format_tag plain(long[] sizes) {
    return switch (sizes.length) {
      case 2 -> format_tag.nc;
      case 3 -> format_tag.abc;
      default -> format_tag.nchw;
    };
  }

  /** Numbers in all. */
  static long product(long[] sizes) {
    long product = 1;
    for (long size : sizes) {
      product = Math.multiplyExact(product, size);
    }
    return product;
  }
}
