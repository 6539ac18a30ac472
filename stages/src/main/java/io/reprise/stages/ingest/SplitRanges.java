package io.reprise.stages.ingest;

import io.reprise.stages.dataset.Split;
import io.reprise.stages.spi.StoredFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Cuts splits into ranges of rows that workers read each alone. Files that are not packed are gone
 * through once for that, as a whole, and compared with their digests; each range then has a digest
 * of its own. How many ranges there are changes no result.
 */
final class SplitRanges {

  /** Enough for any header, from which the delimiter and the column of labels are told. */
  private static final int HEAD_BYTES = 1 << 22;

  private final long rowsPerShard;
  private final RangeSize size;

  SplitRanges(long rowsPerShard, RangeSize size) {
    this.rowsPerShard = rowsPerShard;
    this.size = size;
  }

  /** The parts of a split; one for all of it where it cannot or need not be cut. */
  List<IngestPart> parts(SplitSource source) throws IOException {
    if (source.split() instanceof Split.ImageFolders folders && folders.archive() == null) {
      return folderParts(source);
    }
    List<String> cuttable = cuttable(source.split());
    long bytes = seekableBytes(source, cuttable);
    if (cuttable.isEmpty() || bytes < 0) {
      return IngestPart.interleaved(source, rowsPerShard);
    }
    List<RowRange> ranges = bytes < 2 * size.leastBytes(bytes) ? List.of() : cut(source, bytes);
    return ranges.size() < 2
        ? List.of(new IngestPart(source, 0, 1, rowsPerShard))
        : ranges.stream().map(range -> IngestPart.of(source, range, rowsPerShard)).toList();
  }

  /** The files that can be cut if they are not packed; none for archives. */
  private static List<String> cuttable(Split split) {
    boolean archive = split instanceof Split.CifarBinary batches && batches.archive() != null;
    return archive || split instanceof Split.ImageFolders ? List.of() : split.files();
  }

  /** Of all the files; -1 where one is packed or cannot be read from its middle. */
  private static long seekableBytes(SplitSource source, List<String> names) throws IOException {
    long sum = 0;
    for (String name : names) {
      OptionalLong bytes =
          SourceStream.isPacked(name) ? OptionalLong.empty() : source.seekableSize(name);
      if (bytes.isEmpty()) {
        return -1;
      }
      sum += bytes.getAsLong();
    }
    return sum;
  }

  private List<RowRange> cut(SplitSource source, long bytes) throws IOException {
    CutRule rule = CutRule.betweenShards(rowsPerShard, size.leastBytes(bytes));
    if (source.split() instanceof Split.Idx idx) {
      return IdxSplitReader.cut(source, idx, rule);
    }
    if (source.split() instanceof Split.CifarBinary batches) {
      return CifarBinaryReader.cut(source, batches, rule);
    }
    if (source.split() instanceof Split.CsvTable table) {
      CsvCutter cutter =
          cut(source, table.table(), in -> CsvTableReader.open(source, table, in), rule);
      return cutter.isSure() ? of(List.of(cutter)) : List.of();
    }
    return source.split() instanceof Split.CsvPair pair ? cut(source, pair, rule) : List.of();
  }

  private static List<RowRange> cut(SplitSource source, Split.CsvPair pair, CutRule rule)
      throws IOException {
    CsvCutter images =
        cut(source, pair.pixels(), in -> CsvPairReader.openImages(source, pair, in), rule);
    CutRule same = CutRule.at(images.cuts());
    CsvCutter labels = cut(source, pair.labels(), in -> CsvPairReader.openLabels(pair, in), same);
    boolean sure = images.isSure() && labels.isSure() && labels.cuts().equals(images.cuts());
    return sure ? of(List.of(images, labels)) : List.of();
  }

  /** Opens a CSV file at its beginning. */
  @FunctionalInterface
  private interface Opening {
    CsvFile open(InputStream in) throws IOException;
  }

  private static CsvCutter cut(SplitSource source, String name, Opening opening, CutRule rule)
      throws IOException {
    try (SourceStream in = source.open(name)) {
      byte[] first = in.readNBytes(HEAD_BYTES);
      CsvHead head = opening.open(new ByteArrayInputStream(first)).head();
      CsvCutter cutter = new CsvCutter(name, head, rule);
      cutter.read(new SequenceInputStream(new ByteArrayInputStream(first), in));
      return cutter;
    }
  }

  private static List<RowRange> of(List<CsvCutter> files) {
    return of(
        files.get(0).cuts(),
        files.stream().map(CsvCutter::ranges).toList(),
        files.stream().map(CsvCutter::head).toList());
  }

  /**
   * Puts what belongs together side by side.
   *
   * @param cuts the first rows of all ranges but the first
   * @param files the ranges of each file that is read beside the others
   */
  static List<RowRange> of(
      List<Long> cuts, List<List<List<ByteRange>>> files, List<CsvHead> heads) {
    List<RowRange> ranges = new ArrayList<>();
    for (int i = 0; i <= cuts.size(); i++) {
      List<ByteRange> bytes = new ArrayList<>();
      for (List<List<ByteRange>> file : files) {
        bytes.addAll(file.get(i));
      }
      long first = i == 0 ? 0 : cuts.get(i - 1);
      long end = i == cuts.size() ? RowRange.TO_THE_END : cuts.get(i);
      ranges.add(new RowRange(first, end, bytes, heads));
    }
    return ranges;
  }

  /** Each part gets the image files of some shards, and does not hear of others. */
  private List<IngestPart> folderParts(SplitSource source) {
    List<String> names = List.copyOf(source.files().keySet());
    if (names.isEmpty()) {
      return List.of(new IngestPart(source, 0, 1, rowsPerShard)); // whose worker says so
    }
    long inShard = Math.min(rowsPerShard, names.size());
    long shards = (names.size() + inShard - 1) / inShard;
    long rowsEach = (shards + size.mostParts() - 1) / size.mostParts() * inShard;
    List<IngestPart> parts = new ArrayList<>();
    for (int first = 0; first < names.size(); first += (int) rowsEach) {
      int end = (int) Math.min(names.size(), first + rowsEach);
      Map<String, StoredFile> some = new TreeMap<>();
      names.subList(first, end).forEach(name -> some.put(name, source.file(name)));
      RowRange range = new RowRange(first, end, List.of(), List.of());
      parts.add(IngestPart.of(source.withFiles(some), range, rowsPerShard));
    }
    return parts;
  }
}
