package io.reprise.stages.onednn;

import java.util.stream.IntStream;

/** Loops over independent numbers, shared by threads. */
public final class Parallel {

  /** Fewer are done before another thread has begun. */
  private static final int LEAST = 1 << 15;

  private Parallel() {}

  /** Part of a loop. */
  @FunctionalInterface
  public interface Loop {
    void run(int from, int to);
  }

  /** Runs the loop from {@code from} to {@code to} in at most so many parts, and waits for them. */
  public static void ranges(int from, int to, int threads, Loop loop) {
    int parts = Math.max(1, Math.min(threads, (to - from) / LEAST));
    if (parts == 1) {
      loop.run(from, to);
    } else {
      IntStream.range(0, parts)
          .parallel()
          .forEach(part -> loop.run(cut(from, to, part, parts), cut(from, to, part + 1, parts)));
    }
  }

  private static int cut(int from, int to, int part, int parts) {
    return from + (int) ((long) (to - from) * part / parts);
  }
}
