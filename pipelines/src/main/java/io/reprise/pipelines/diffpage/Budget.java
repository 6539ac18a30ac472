package io.reprise.pipelines.diffpage;

/** What is left of the page's 10 MB for what there may be any amount of. */
final class Budget {

  private static final int SAMPLE_ROWS = 2000;
  private static final int IMAGES = 240;
  private static final long PICTURE_BYTES = 5_000_000;

  private int rows = SAMPLE_ROWS;
  private int images = IMAGES;
  private long bytes = PICTURE_BYTES;

  /** As many of some sample rows as there is room for. */
  int rows(int wanted) {
    int granted = Math.min(wanted, rows);
    rows -= granted;
    return granted;
  }

  /** As many of some examples' images as there is room for. */
  int images(int wanted) {
    int granted = Math.min(wanted, images);
    images -= granted;
    return granted;
  }

  /** Whether there is room for pictures, which are taken to be on the page then. */
  boolean pictures(long size) {
    if (size > bytes) {
      return false;
    }
    bytes -= size;
    return true;
  }
}
