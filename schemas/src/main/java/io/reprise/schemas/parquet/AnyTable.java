package io.reprise.schemas.parquet;

import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.jspecify.annotations.Nullable;

/** Reads a Parquet file of any schema, in the file's order. */
public final class AnyTable implements AutoCloseable {

  private final String file;
  private final ParquetReader<GenericRecord> reader;
  private final SeekableByteChannel channel;
  private final Schema schema;
  private long rows;

  /**
   * @param file as messages name it
   * @param channel taken over: closed with the reader
   */
  public AnyTable(String file, SeekableByteChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    try {
      this.schema = schema(channel);
      this.reader =
          AvroParquetReader.<GenericRecord>builder(new ChannelInputFile(channel), configuration())
              .withDataModel(GenericData.get())
              .build();
    } catch (IOException | RuntimeException e) {
      try (channel) {
        throw ReadFailure.of(file, 0, channel, e);
      }
    }
  }

  /** Of the rows; known also where there are none. */
  public Schema schema() {
    return schema;
  }

  /** Lists are of their elements, in whatever layout; old time stamps are 12 bytes. */
  private static ParquetConfiguration configuration() {
    ParquetConfiguration configuration = OwnConfiguration.create();
    configuration.setBoolean("parquet.avro.add-list-element-records", false);
    configuration.setBoolean("parquet.avro.readInt96AsFixed", true);
    return configuration;
  }

  /** What the writer said, or else what the columns' types come to: as {@code AvroReadSupport}. */
  private static Schema schema(SeekableByteChannel channel) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    // Closing the reader would close the channel.
    FileMetaData file =
        ParquetFileReader.readFooter(
                new ChannelInputFile(channel), options, new ChannelInputFile(channel).newStream())
            .getFileMetaData();
    String written = file.getKeyValueMetaData().get("parquet.avro.schema");
    return written == null
        ? new AvroSchemaConverter(configuration()).convert(file.getSchema())
        : new Schema.Parser().parse(written);
  }

  /**
   * The next row, or null after the last.
   *
   * @throws ReportedException when it cannot be read
   */
  public @Nullable GenericRecord read() throws IOException {
    try {
      GenericRecord row = reader.read();
      rows++;
      return row;
    } catch (IOException | RuntimeException e) {
      throw ReadFailure.of(file, rows, channel, e);
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
    channel.close();
  }
}
