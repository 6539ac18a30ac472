package io.reprise.stages.table;

import io.reprise.schemas.parquet.TableWriter;
import io.reprise.stages.spi.Attempt;
import java.io.IOException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows that come in the order of their ids to one file after the other. No more is in memory
 * than what the Parquet writer holds of one file.
 *
 * @param <T> record generated from one of this project's schemas
 */
public final class ShardWriter<T extends SpecificRecord> implements AutoCloseable {

  /** Says which file a row belongs to. */
  @FunctionalInterface
  public interface Cut {
    /**
     * The file's number, not less than that of the row before.
     *
     * @param id of the row
     * @param rows written before it
     */
    long file(long id, long rows);
  }

  private final Class<T> type;
  private final Attempt attempt;
  private final String output;
  private final SerializableFunction<T, Long> id;
  private final Cut cut;
  private long rows;
  private long lastId = -1;
  private long number = -1;
  private @Nullable TableWriter<T> writer;

  /**
   * @param output its name
   * @param id unique in the table, not negative
   */
  public ShardWriter(
      Class<T> type, Attempt attempt, String output, SerializableFunction<T, Long> id, Cut cut) {
    this.type = type;
    this.attempt = attempt;
    this.output = output;
    this.id = id;
    this.cut = cut;
  }

  /** Writes the next row. */
  public void write(T row) throws IOException {
    long rowId = id.apply(row);
    if (rowId <= lastId) {
      throw new IllegalStateException("the id " + rowId + " comes after " + lastId);
    }
    long file = cut.file(rowId, rows);
    TableWriter<T> into = writer;
    if (into == null || file != number) {
      close();
      into = open(file);
    }
    lastId = rowId;
    rows++;
    into.write(row);
  }

  /** That the files belong to. */
  public Attempt attempt() {
    return attempt;
  }

  /** How many there have been. */
  public long rows() {
    return rows;
  }

  /**
   * Writes an empty file where there was no row at all.
   *
   * @param file its number
   */
  public void requireFile(long file) throws IOException {
    if (rows == 0) {
      open(file);
    }
  }

  private TableWriter<T> open(long file) throws IOException {
    number = file;
    TableWriter<T> into = Tables.writer(attempt, output, file, type);
    writer = into;
    return into;
  }

  /** Closes the last file. */
  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
      writer = null;
    }
  }
}
