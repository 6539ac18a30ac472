package io.reprise.stages.table;

import io.reprise.schemas.parquet.TableReader;
import io.reprise.schemas.parquet.TableWriter;
import io.reprise.stages.file.StageFiles;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.StoredFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Whole tables, for work that one worker does. */
public final class Tables {

  private static final int DIGITS = 5;

  private Tables() {}

  /** Takes records one by one. */
  @FunctionalInterface
  public interface Consumer<T> {
    void accept(T record) throws IOException;
  }

  /**
   * The name of a shard's file: 00000.parquet to 99999.parquet, then a100000.parquet and
   * b1000000.parquet, so that names sort as the shards' numbers do.
   */
  public static String shardName(long shard) {
    String digits = String.format(Locale.ROOT, "%0" + DIGITS + "d", shard);
    int more = digits.length() - DIGITS;
    return (more == 0 ? "" : Character.toString('a' + more - 1)) + digits + ".parquet";
  }

  /** All records of an input, sorted by id as tables are. */
  public static <T extends SpecificRecord> List<T> read(InputFiles input, Class<T> type)
      throws IOException {
    List<T> records = new ArrayList<>();
    for (StoredFile file : input.tables()) {
      forEach(file, type, records::add);
    }
    return records;
  }

  /** Passes on the records of one file, in its order. */
  public static <T extends SpecificRecord> void forEach(
      StoredFile file, Class<T> type, Consumer<? super T> consumer) throws IOException {
    try (TableReader<T> reader =
        new TableReader<>(file.name(), StageFiles.openSeekable(file), type)) {
      for (T record = reader.read(); record != null; record = reader.read()) {
        consumer.accept(record);
      }
    }
  }

  /**
   * Writes a table of one shard.
   *
   * @param output its name
   * @param records in the order to be written, which must not depend on chance
   */
  public static <T extends SpecificRecord> void write(
      Attempt attempt, String output, Class<T> type, List<T> records) throws IOException {
    writeShard(attempt, output, 0, type, records);
  }

  /** Writes one shard; its records come in the order to be written. */
  static <T extends SpecificRecord> void writeShard(
      Attempt attempt, String output, long shard, Class<T> type, List<T> records)
      throws IOException {
    try (TableWriter<T> writer = writer(attempt, output, shard, type)) {
      for (T record : records) {
        writer.write(record);
      }
    }
  }

  static <T extends SpecificRecord> TableWriter<T> writer(
      Attempt attempt, String output, long shard, Class<T> type) throws IOException {
    OutputStream out = attempt.create(output, shardName(shard));
    return new TableWriter<>(Channels.newChannel(out), SpecificData.get().getSchema(type));
  }
}
