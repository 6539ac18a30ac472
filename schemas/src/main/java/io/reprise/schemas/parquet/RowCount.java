package io.reprise.schemas.parquet;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;

/** The number of rows of a Parquet file, from its footer. */
public final class RowCount {

  private RowCount() {}

  /**
   * @param channel closed at the end
   */
  public static long of(SeekableByteChannel channel) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    try (channel;
        ParquetFileReader reader = ParquetFileReader.open(new ChannelInputFile(channel), options)) {
      return reader.getRecordCount();
    }
  }
}
