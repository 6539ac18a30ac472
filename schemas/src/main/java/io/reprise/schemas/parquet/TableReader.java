package io.reprise.schemas.parquet;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one Parquet file, in the file's order.
 *
 * @param <T> record generated from one of this project's schemas
 */
public final class TableReader<T extends SpecificRecord> implements AutoCloseable {

  /** Of {@code AvroReadSupport}, which sets it by a method for Hadoop's configuration alone. */
  private static final String READ_SCHEMA = "parquet.avro.read.schema";

  private final ParquetReader<T> reader;
  private final SeekableByteChannel channel;

  /**
   * @param channel taken over: closed with the reader
   */
  public TableReader(SeekableByteChannel channel, Class<T> type) throws IOException {
    ParquetConfiguration configuration = new PlainParquetConfiguration();
    configuration.set(READ_SCHEMA, SpecificData.get().getSchema(type).toString());
    this.channel = channel;
    this.reader =
        AvroParquetReader.<T>builder(new ChannelInputFile(channel), configuration)
            .withDataModel(SpecificData.get())
            .build();
  }

  /** The next record, or null after the last. */
  public @Nullable T read() throws IOException {
    return reader.read();
  }

  @Override
  public void close() throws IOException {
    reader.close();
    channel.close();
  }
}
