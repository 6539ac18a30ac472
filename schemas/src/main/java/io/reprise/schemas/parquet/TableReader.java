package io.reprise.schemas.parquet;

import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one Parquet file, in the file's order, whatever program has written it.
 *
 * <p>Columns are found by name; those of no field are not read, and one may be missing where its
 * field has a default. A number may be wider or narrower than its field where it fits: a whole
 * number exactly, a real one rounded to the nearest. Lists may have any layout; bytes may be a list
 * of numbers from 0 to 255. Anything else is a {@link ReportedException} that names file, row and
 * column.
 *
 * @param <T> record generated from an Avro schema
 */
public final class TableReader<T extends SpecificRecord> implements AutoCloseable {

  private final String file;
  private final SeekableByteChannel channel;
  private final ParquetReader<T> reader;
  private long rows;

  /**
   * @param file as messages name it
   * @param channel taken over: closed with the reader
   */
  public TableReader(String file, SeekableByteChannel channel, Class<T> type) throws IOException {
    this.file = file;
    this.channel = channel;
    this.reader =
        new Builder<>(
                new ChannelInputFile(channel),
                new RecordReadSupport<>(type, SpecificData.get().getSchema(type)))
            .build();
  }

  /**
   * The next record, or null after the last.
   *
   * @throws ReportedException when the file, or its next row, cannot be read as such a record
   */
  public @Nullable T read() throws IOException {
    try {
      T record = reader.read();
      rows++;
      return record;
    } catch (IOException | RuntimeException e) {
      throw ReadFailure.of(file, rows, channel, e);
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
    channel.close();
  }

  private static final class Builder<T> extends ParquetReader.Builder<T> {

    private final ReadSupport<T> support;

    private Builder(ChannelInputFile file, ReadSupport<T> support) {
      super(file, OwnConfiguration.create());
      this.support = support;
    }

    @Override
    protected ReadSupport<T> getReadSupport() {
      return support;
    }
  }
}
