package io.reprise.stages.visualize;

import io.reprise.stages.onednn.Window;

/**
 * Which part of an image a place in a layer's feature maps depends on.
 *
 * @param height rows of the image
 * @param width columns of the image
 * @param step rows, and columns, of the image from one place to the next
 * @param top first row of the image for the first place; negative where zeros were added
 */
record ReceptiveField(int height, int width, int step, int top, int left) {

  /** Of the image itself. */
  static final ReceptiveField PIXEL = new ReceptiveField(1, 1, 1, 0, 0);

  /** Behind a convolution or a pooling. */
  ReceptiveField behind(Window window) {
    return new ReceptiveField(
        height + (window.height() - 1) * step,
        width + (window.width() - 1) * step,
        step * window.stride(),
        top - window.top() * step,
        left - window.left() * step);
  }

  int top(int row) {
    return top + row * step;
  }

  int left(int column) {
    return left + column * step;
  }
}
