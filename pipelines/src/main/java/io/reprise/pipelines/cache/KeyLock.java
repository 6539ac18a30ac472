package io.reprise.pipelines.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Held by whoever works on a key, across threads and processes. The operating system releases it
 * when its process ends, however that ends.
 */
public final class KeyLock implements AutoCloseable {

  /** The operating system's locks belong to a process; these keep its threads apart. */
  private static final ConcurrentHashMap<Path, ReentrantLock> IN_PROCESS =
      new ConcurrentHashMap<>();

  private final ReentrantLock threads;
  private final FileChannel channel;

  private KeyLock(ReentrantLock threads, FileChannel channel) {
    this.threads = threads;
    this.channel = channel;
  }

  /**
   * Waits until the lock is free.
   *
   * @param waiting called once if somebody else has it
   */
  static KeyLock acquire(Path file, Runnable waiting) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(file.toAbsolutePath().resolveSibling("")).toRealPath();
    ReentrantLock threads =
        IN_PROCESS.computeIfAbsent(folder.resolve(file.getFileName()), path -> new ReentrantLock());
    boolean free = threads.tryLock();
    if (!free) {
      waiting.run();
      threads.lockInterruptibly();
    }
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        if (free) {
          waiting.run();
        }
        channel.lock();
      }
      return new KeyLock(threads, channel);
    } catch (IOException | RuntimeException e) {
      if (channel != null) {
        channel.close();
      }
      threads.unlock();
      if (e instanceof FileLockInterruptionException) {
        throw (InterruptedException) new InterruptedException().initCause(e);
      }
      throw e;
    }
  }

  /** Leaves the file: removing it would let a third process lock a file of the same name anew. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      threads.unlock();
    }
  }
}
