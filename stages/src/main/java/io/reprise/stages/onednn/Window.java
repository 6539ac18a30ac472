package io.reprise.stages.onednn;

/**
 * What a layer sees of feature maps at a time.
 *
 * @param top rows of zeros above the input; the others likewise
 */
public record Window(int height, int width, int stride, int top, int left, int bottom, int right) {

  /** Inside the input alone; what is left over at the right and lower edge is dropped. */
  public static Window valid(int height, int width, int stride) {
    return new Window(height, width, stride, 0, 0, 0, 0);
  }

  /**
   * With zeros around, so that there are as many places as steps fit into the input; where they are
   * odd, one more below and to the right.
   */
  public static Window same(int height, int width, int stride, int inputHeight, int inputWidth) {
    int rows = padding(height, stride, inputHeight);
    int columns = padding(width, stride, inputWidth);
    int top = rows / 2;
    int left = columns / 2;
    return new Window(height, width, stride, top, left, rows - top, columns - left);
  }

  private static int padding(int size, int stride, int input) {
    int places = (input + stride - 1) / stride;
    return Math.max(0, (places - 1) * stride + size - input);
  }

  /**
   * @param inputSizes channels, height, width
   */
  long[] outputSizes(long channels, long[] inputSizes) {
    return new long[] {
      channels,
      (inputSizes[1] + top + bottom - height) / stride + 1,
      (inputSizes[2] + left + right - width) / stride + 1
    };
  }

  long[] sizes() {
    return new long[] {height, width};
  }

  long[] strides() {
    return new long[] {stride, stride};
  }

  long[] before() {
    return new long[] {top, left};
  }

  long[] after() {
    return new long[] {bottom, right};
  }
}
