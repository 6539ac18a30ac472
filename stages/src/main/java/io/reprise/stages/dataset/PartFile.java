package io.reprise.stages.dataset;

import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** What is here of a file that is being downloaded; one process at a time has it open. */
final class PartFile implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final FileChannel channel;

  private PartFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Opens what an earlier try has left, or a new file.
   *
   * @throws ReportedException when another process has it open
   */
  static PartFile open(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock(channel) == null) {
      channel.close();
      throw new ReportedException(path + " is being written by another process; wait for it");
    }
    return new PartFile(channel);
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // another thread of this process
    }
  }

  long size() throws IOException {
    return channel.size();
  }

  void restart() throws IOException {
    channel.truncate(0);
  }

  /** Adds all that comes, telling the size as it grows. */
  void append(InputStream in, LongConsumer progress) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    channel.position(channel.size());
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      progress.accept(channel.position());
    }
  }

  /** Gives the lock back too. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
