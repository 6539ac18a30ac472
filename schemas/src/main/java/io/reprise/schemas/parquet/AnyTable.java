package io.reprise.schemas.parquet;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.jspecify.annotations.Nullable;

/** Reads a Parquet file of any schema, in the file's order. */
public final class AnyTable implements AutoCloseable {

  private final ParquetReader<GenericRecord> reader;
  private final SeekableByteChannel channel;

  /**
   * @param channel taken over: closed with the reader
   */
  public AnyTable(SeekableByteChannel channel) throws IOException {
    this.channel = channel;
    this.reader =
        AvroParquetReader.<GenericRecord>builder(
                new ChannelInputFile(channel), OwnConfiguration.create())
            .withDataModel(GenericData.get())
            .build();
  }

  /** The next row, or null after the last. */
  public @Nullable GenericRecord read() throws IOException {
    return reader.read();
  }

  @Override
  public void close() throws IOException {
    reader.close();
    channel.close();
  }
}
