package io.reprise.stages.ingest;

import io.reprise.stages.dataset.Split;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a split that one worker reads, decodes and writes: every so many shards one. Each
 * worker goes through the split's files, but passes over the rows of others.
 *
 * @param index from 0
 * @param count of the split's parts
 * @param rowsPerShard ids in each shard
 */
record IngestPart(SplitSource source, int index, int count, long rowsPerShard)
    implements Serializable {

  /** Each part goes through all files. */
  private static final int MOST_PARTS = 8;

  static List<IngestPart> of(List<SplitSource> sources, long rowsPerShard) {
    List<IngestPart> parts = new ArrayList<>();
    for (SplitSource source : sources) {
      int count = count(source.split());
      for (int index = 0; index < count; index++) {
        parts.add(new IngestPart(source, index, count, rowsPerShard));
      }
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
