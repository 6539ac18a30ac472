package io.reprise.stages.ingest;

import io.reprise.stages.dataset.Split;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a split that one worker reads, decodes and writes: a range of them, or, of packed
 * files, every so many shards one. Of these, each worker goes through the split's files, but passes
 * over the rows of others.
 *
 * @param index from 0
 * @param count of the split's parts; 1 for a range
 * @param rowsPerShard ids in each shard
 * @param range where all rows of the part are; null where it goes through all files
 */
record IngestPart(
    SplitSource source, int index, int count, long rowsPerShard, @Nullable RowRange range)
    implements Serializable {

  /** Each part goes through all files. */
  private static final int MOST_PARTS = 8;

  IngestPart(SplitSource source, int index, int count, long rowsPerShard) {
    this(source, index, count, rowsPerShard, null);
  }

  static IngestPart of(SplitSource source, RowRange range, long rowsPerShard) {
    return new IngestPart(source, 0, 1, rowsPerShard, range);
  }

  /** Every so many shards. */
  static List<IngestPart> interleaved(SplitSource source, long rowsPerShard) {
    List<IngestPart> parts = new ArrayList<>();
    int count = count(source.split());
    for (int index = 0; index < count; index++) {
      parts.add(new IngestPart(source, index, count, rowsPerShard));
    }
    return parts;
  }

  /** It changes no result. */
  private static int count(Split split) {
    // Text takes more time to read than to write, so that reading it twice is no gain.
    return split instanceof Split.CsvTable || split instanceof Split.CsvPair
        ? 1
        : Math.min(MOST_PARTS, Runtime.getRuntime().availableProcessors());
  }

  /** Goes through the part's files. */
  void read(SplitSource.Sink sink) throws IOException {
    if (range == null) {
      source.read(sink);
    } else {
      range.heads().forEach(head -> head.warnings().forEach(sink::warning)); // once in the sum
      source.read(range, sink);
    }
  }

  boolean has(long id) {
    return id / rowsPerShard % count == index;
  }

  /** The place of one of the part's rows among them, were there one for each id. */
  long place(long id) {
    return id / rowsPerShard / count * rowsPerShard + id % rowsPerShard;
  }

  /** The id at a place: the inverse of {@link #place}. */
  long id(long place) {
    return (place / rowsPerShard * count + index) * rowsPerShard + place % rowsPerShard;
  }
}
