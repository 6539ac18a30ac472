package io.reprise.pipelines.tablediff;

import java.io.IOException;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Goes through two sequences of rows side by side, each sorted and without two that are alike in
 * the order.
 *
 * @param <T> row
 */
public final class SortedMerge<T> {

  private final Comparator<? super T> order;

  public SortedMerge(Comparator<? super T> order) {
    this.order = order;
  }

  /** One row after the other, then null. */
  @FunctionalInterface
  public interface Rows<T> {
    @Nullable T next() throws IOException;
  }

  /** Takes what is found. */
  public interface Visitor<T> {

    /** Two rows that are alike in the order. */
    void both(T before, T after) throws IOException;

    /** A row that the second sequence does not have. */
    void removed(T before) throws IOException;

    /** A row that the first sequence does not have. */
    void added(T after) throws IOException;
  }

  public void run(Rows<T> before, Rows<T> after, Visitor<T> visitor) throws IOException {
    T left = before.next();
    T right = after.next();
    while (left != null && right != null) {
      int difference = order.compare(left, right);
      if (difference == 0) {
        visitor.both(left, right);
      } else if (difference < 0) {
        visitor.removed(left);
      } else {
        visitor.added(right);
      }
      left = difference <= 0 ? before.next() : left;
      right = difference >= 0 ? after.next() : right;
    }
    for (; left != null; left = before.next()) {
      visitor.removed(left);
    }
    for (; right != null; right = after.next()) {
      visitor.added(right);
    }
  }
}
