package io.reprise.pipelines.cache;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lease that this process has taken: a file that a thread writes again and again, so that others
 * see by its time stamp that the process lives. A process that was stopped for longer than the
 * lease holds finds out by {@link #isHeld}.
 */
final class Lease implements ProcessLock {

  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

  private static final String HELD = "held";
  private static final String RELEASED = "free";
  private static final int BEATS = 6;

  /** A file system may show a text before all of it is written. */
  private static final Pattern TEXT = Pattern.compile("[a-z]+ (\\d{1,15}) .*\n");

  private final LeaseFolder folder;
  private final Path file;

  /** No interruption of a thread closes it, and it stays this file whatever has its name. */
  private final RandomAccessFile open;

  private final String text;
  private final Thread heartbeat;
  private boolean closed;

  private Lease(LeaseFolder folder, Path file, RandomAccessFile open, Duration expiry) {
    this.folder = folder;
    this.file = file;
    this.open = open;
    this.text =
        String.join(
            " ",
            HELD,
            Long.toString(expiry.toMillis()),
            UUID.randomUUID().toString(),
            "process " + ProcessHandle.current().pid() + "\n");
    this.heartbeat = new Thread(() -> beatOften(expiry.toMillis() / BEATS), "lease of " + file);
    heartbeat.setDaemon(true);
  }

  /**
   * Takes one by making its file.
   *
   * @throws java.nio.file.FileAlreadyExistsException when it is taken
   */
  static Lease create(LeaseFolder folder, Path file, Duration expiry) throws IOException {
    Files.createFile(file);
    RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw");
    try {
      Lease lease = new Lease(folder, file, open, expiry);
      lease.beat();
      lease.heartbeat.start();
      return lease;
    } catch (IOException | RuntimeException e) {
      open.close();
      throw e;
    }
  }

  /** How long a lease holds; of one whose text is not all there, as long as by default. */
  static Duration expiry(String text) {
    Matcher whole = TEXT.matcher(text);
    return whole.matches() ? Duration.ofMillis(Long.parseLong(whole.group(1))) : LockKind.EXPIRY;
  }

  static boolean isReleased(String text) {
    return text.startsWith(RELEASED);
  }

  private void beatOften(long millis) {
    boolean goesOn = true;
    while (goesOn) {
      try {
        TimeUnit.MILLISECONDS.sleep(Math.max(1, millis));
        goesOn = beat();
      } catch (InterruptedException e) {
        goesOn = false;
      } catch (IOException e) { // the server may be back soon; else others take it for dead
        LOG.info("no sign of life in {}", file, e);
      }
    }
  }

  /** False where there is no more to be given. */
  private synchronized boolean beat() throws IOException {
    if (!closed) {
      write(text);
    }
    return !closed;
  }

  private void write(String words) throws IOException {
    open.seek(0);
    open.write(words.getBytes(StandardCharsets.UTF_8));
    open.getFD().sync();
  }

  /** Gives a sign of life first, so that whoever is about to take the lease sees it. */
  @Override
  public boolean isHeld() throws IOException {
    try {
      return beat()
          && Files.readString(file, StandardCharsets.UTF_8).equals(text)
          && folder.isLatest(file);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Leaves the number of one held alone, so that the next has a higher one. */
  @Override
  public void close() throws IOException {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      heartbeat.interrupt();
      try (open) {
        write(text.replaceFirst(HELD, RELEASED));
      }
    }
    if (LeaseFolder.isShared(file)) {
      Files.deleteIfExists(file);
    }
  }
}
