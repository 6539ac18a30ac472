package io.reprise.pipelines.cache;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The folder of one try of a stage, removed when it is closed.
 *
 * @param folder for workers to write in; what of it they say they have written is published
 * @param checkpoints outlives the try until one succeeds
 */
public record Scratch(Path folder, Path checkpoints, Disk disk) implements AutoCloseable {

  @Override
  public void close() throws IOException {
    disk.deleteTree(folder);
  }
}
