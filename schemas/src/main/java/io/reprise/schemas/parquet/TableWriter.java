package io.reprise.schemas.parquet;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Writes records as one Parquet file.
 *
 * <p>Every setting that reaches the bytes is fixed here: equal records in equal order give equal
 * bytes.
 *
 * @param <T> record generated from one of this project's schemas, or a generic one
 */
public final class TableWriter<T extends IndexedRecord> implements AutoCloseable {

  private static final long ROW_GROUP_BYTES = 64L << 20;
  private static final int PAGE_BYTES = 1 << 20;

  private final ParquetWriter<T> writer;

  /**
   * @param channel taken over: closed with the writer
   */
  public TableWriter(WritableByteChannel channel, Schema schema) throws IOException {
    ParquetConfiguration configuration = OwnConfiguration.create();
    configuration.set("parquet.compression.codec.zstd.level", "1");
    this.writer =
        AvroParquetWriter.<T>builder(new ChannelOutputFile(channel))
            .withSchema(schema)
            .withDataModel(SpecificData.get())
            .withConf(configuration)
            .withWriterVersion(WriterVersion.PARQUET_1_0)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withPageSize(PAGE_BYTES)
            .withDictionaryEncoding(true)
            .withDictionaryEncoding("pixels", false) // no two images are alike
            .withDictionaryEncoding("id", false) // nor two ids
            .build();
  }

  public void write(T record) throws IOException {
    writer.write(record);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
