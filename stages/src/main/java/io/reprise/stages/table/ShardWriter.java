package io.reprise.stages.table;

import io.reprise.schemas.parquet.TableWriter;
import io.reprise.stages.file.FileDraft;
import java.io.IOException;
import java.nio.channels.Channels;
import org.apache.avro.specific.SpecificData;
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
  private final String folder;
  private final SerializableFunction<T, Long> id;
  private final Cut cut;
  private long rows;
  private long lastId = -1;
  private long number = -1;
  private @Nullable FileDraft draft;
  private @Nullable TableWriter<T> writer;

  /**
   * @param folder the output's folder
   * @param id unique in the table, not negative
   */
  public ShardWriter(Class<T> type, String folder, SerializableFunction<T, Long> id, Cut cut) {
    this.type = type;
    this.folder = folder;
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
      publish();
      into = open(file);
    }
    lastId = rowId;
    rows++;
    into.write(row);
  }

  /** How many there have been. */
  public long rows() {
    return rows;
  }

  /** Publishes the last file. */
  public void finish() throws IOException {
    publish();
  }

  /**
   * The same, with an empty file where there was no row at all.
   *
   * @param file its number
   */
  public void finishWithAtLeast(long file) throws IOException {
    if (rows == 0) {
      open(file);
    }
    publish();
  }

  private TableWriter<T> open(long file) throws IOException {
    number = file;
    FileDraft opened = new FileDraft(folder + Tables.shardName(file));
    draft = opened;
    TableWriter<T> into =
        new TableWriter<>(Channels.newChannel(opened.out()), SpecificData.get().getSchema(type));
    writer = into;
    return into;
  }

  private void publish() throws IOException {
    if (writer != null && draft != null) {
      writer.close();
      draft.publish();
      writer = null;
      draft = null;
    }
  }

  /** Drops the file that is not finished. */
  @Override
  public void close() throws IOException {
    if (draft != null) {
      draft.close();
    }
  }
}
