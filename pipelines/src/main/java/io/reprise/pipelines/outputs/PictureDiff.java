package io.reprise.pipelines.outputs;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A picture that differs, or that one run alone has.
 *
 * @param name of the file, below its output
 * @param before null where the first run has none
 * @param after null where the second run has none
 * @param differing pixels; null where they were not compared
 * @param problem why they were not; null where they were, or nobody would expect it
 */
public record PictureDiff(
    String name,
    @Nullable Picture before,
    @Nullable Picture after,
    @Nullable Long differing,
    @Nullable String problem) {

  /**
   * A picture's file.
   *
   * @param bytes of the file
   * @param size in pixels; null where it is not known
   */
  public record Picture(Path file, long bytes, @Nullable PixelSize size) {}

  /** In pixels. */
  public record PixelSize(int width, int height) {

    public long pixels() {
      return (long) width * height;
    }
  }

  /** The share of pixels that differ; null where they were not compared. */
  public @Nullable Double share() {
    return differing == null || after == null || after.size() == null
        ? null
        : (Double) ((double) differing / after.size().pixels());
  }
}
