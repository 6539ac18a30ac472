package io.reprise.stages.onednn;

/** Sizes of tensors, batch first. */
final class Sizes {

  private Sizes() {}

  static long[] with(long batch, long[] sizes) {
    long[] all = new long[sizes.length + 1];
    all[0] = batch;
    System.arraycopy(sizes, 0, all, 1, sizes.length);
    return all;
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
