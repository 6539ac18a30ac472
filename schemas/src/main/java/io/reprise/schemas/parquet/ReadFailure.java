package io.reprise.schemas.parquet;

import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Why a file cannot be read as a table, in words that name no class of Parquet's. */
final class ReadFailure {

  /** Those that this process can decompress without further libraries. */
  private static final Set<CompressionCodecName> KNOWN =
      EnumSet.of(
          CompressionCodecName.UNCOMPRESSED,
          CompressionCodecName.SNAPPY,
          CompressionCodecName.GZIP,
          CompressionCodecName.ZSTD,
          CompressionCodecName.LZ4_RAW);

  private ReadFailure() {}

  /**
   * @param row from 0, where the failure is of a row
   * @return to be thrown
   * @throws IOException when it is no fault of the file
   */
  static ReportedException of(String file, long row, SeekableByteChannel channel, Exception failure)
      throws IOException {
    Throwable last = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ReportedException reported) {
        return reported;
      }
      if (cause instanceof ClosedByInterruptException
          || cause instanceof InterruptedIOException
          || cause instanceof InterruptedException) {
        throw failure instanceof IOException io ? io : new IOException(failure);
      }
      if (cause instanceof ColumnMismatch mismatch) {
        return new ReportedException(file + ": " + mismatch.getMessage(), failure);
      }
      if (cause instanceof ValueProblem problem) {
        return new ReportedException(
            String.format(Locale.ROOT, "%s, row %d: %s", file, row, problem.getMessage()), failure);
      }
      last = cause;
    }
    return new ReportedException(file + " " + unreadable(channel, last), failure);
  }

  private static String unreadable(SeekableByteChannel channel, Throwable last) {
    Set<CompressionCodecName> codecs;
    try {
      codecs = codecs(channel);
    } catch (IOException | RuntimeException e) {
      return last instanceof IOException
          ? "cannot be read as Parquet: " + said(last)
          : "is no Parquet file, or only a part of one";
    }
    codecs.removeAll(KNOWN);
    if (!codecs.isEmpty()) {
      return String.format(
          Locale.ROOT,
          "is compressed by %s, which cannot be read here: write it with zstd, snappy or gzip",
          codecs.stream()
              .map(codec -> codec.name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", ")));
    }
    return "cannot be read as Parquet: " + said(last);
  }

  private static String said(Throwable failure) {
    String said = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    return said.contains(ChannelInputFile.class.getSimpleName()) ? "its data is damaged" : said;
  }

  private static Set<CompressionCodecName> codecs(SeekableByteChannel channel) throws IOException {
    ParquetReadOptions options = ParquetReadOptions.builder(OwnConfiguration.create()).build();
    try (ParquetFileReader footer =
        ParquetFileReader.open(new ChannelInputFile(channel), options)) {
      return footer.getFooter().getBlocks().stream()
          .flatMap(block -> block.getColumns().stream())
          .map(column -> column.getCodec())
          .collect(Collectors.toCollection(() -> EnumSet.noneOf(CompressionCodecName.class)));
    }
  }
}
