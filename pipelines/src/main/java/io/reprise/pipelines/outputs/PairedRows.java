package io.reprise.pipelines.outputs;

import io.reprise.pipelines.tablediff.SortedMerge;
import io.reprise.pipelines.tablediff.TableShard;
import io.reprise.schemas.parquet.TableReader;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one id in two tables that are sorted by it, each id once.
 *
 * @param <T> record
 */
final class PairedRows<T extends SpecificRecord> {

  private final Class<T> record;
  private final ToLongFunction<T> id;

  PairedRows(Class<T> record, ToLongFunction<T> id) {
    this.record = record;
    this.id = id;
  }

  /**
   * Passes the rows on that both tables have.
   *
   * @return rows that only one of the tables has
   * @throws ReportedException when a table is not sorted
   */
  long forEach(List<TableShard> before, List<TableShard> after, BiConsumer<T, T> pairs)
      throws IOException {
    Alone<T> visitor = new Alone<>(pairs);
    try (Rows left = new Rows(before);
        Rows right = new Rows(after)) {
      new SortedMerge<T>(Comparator.comparingLong(id)).run(left::next, right::next, visitor);
    }
    return visitor.rows;
  }

  /** Passes pairs on, and counts the other rows. */
  private static final class Alone<T> implements SortedMerge.Visitor<T> {

    private final BiConsumer<T, T> pairs;
    private long rows;

    private Alone(BiConsumer<T, T> pairs) {
      this.pairs = pairs;
    }

    @Override
    public void both(T before, T after) {
      pairs.accept(before, after);
    }

    @Override
    public void removed(T before) {
      rows++;
    }

    @Override
    public void added(T after) {
      rows++;
    }
  }

  private final class Rows implements AutoCloseable {

    private final Iterator<TableShard> shards;
    private @Nullable TableReader<T> open;
    private @Nullable Long last;

    private Rows(List<TableShard> shards) {
      this.shards = shards.iterator();
    }

    private @Nullable T next() throws IOException {
      while (open != null || shards.hasNext()) {
        if (open == null) {
          TableShard shard = shards.next();
          open = new TableReader<>(shard.name(), FileChannel.open(shard.path()), record);
        }
        T row = open.read();
        if (row != null) {
          requireNext(id.applyAsLong(row));
          return row;
        }
        close();
      }
      return null;
    }

    private void requireNext(long next) {
      if (last != null && next <= last) {
        throw new ReportedException(
            "row "
                + next
                + " comes after row "
                + last
                + "; write the table sorted by id, each once");
      }
      last = next;
    }

    @Override
    public void close() throws IOException {
      if (open != null) {
        open.close();
        open = null;
      }
    }
  }
}
