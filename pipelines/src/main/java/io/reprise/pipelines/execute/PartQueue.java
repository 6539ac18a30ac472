package io.reprise.pipelines.execute;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Hands out the numbers of parts, lowest first, and none after a failure. Of several failures it
 * knows the one of the lowest part, which is the same however the threads run: all parts below one
 * that was begun have been begun.
 */
final class PartQueue {

  private final int size;
  private final SortedSet<Integer> atWork = new TreeSet<>();
  private final TreeMap<Integer, Throwable> failures = new TreeMap<>();
  private int next;

  PartQueue(int size) {
    this.size = size;
  }

  /** The next part, which is then at work; empty where there is no more to do. */
  synchronized OptionalInt begin() {
    if (next >= size) {
      return OptionalInt.empty();
    }
    atWork.add(next);
    return OptionalInt.of(next++);
  }

  /** Whether or not it has failed. */
  synchronized void ended(int part) {
    atWork.remove(part);
    notifyAll();
  }

  /** To be said before it has ended. */
  synchronized void failed(int part, Throwable why) {
    failures.put(part, why);
    stop();
  }

  /** Hands out no more parts. */
  synchronized void stop() {
    next = size;
  }

  /**
   * The failure of the lowest part that fails, once nothing is at work below it; empty where none
   * has failed.
   */
  synchronized Optional<Throwable> firstFailure() throws InterruptedException {
    while (!failures.isEmpty() && !atWork.headSet(failures.firstKey()).isEmpty()) {
      wait();
    }
    return Optional.ofNullable(failures.firstEntry()).map(Map.Entry::getValue);
  }
}
