package io.reprise.schemas.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.record.Embedding;
import io.reprise.schemas.record.Example;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {

  @TempDir Path folder;

  @Test
  void readsBackWhatWasWritten() throws IOException {
    List<Example> written = List.of(example(0, null), example(1, "rotation 5.0"));
    Path file = write(written, Example.class);
    List<Example> read = new ArrayList<>();
    try (TableReader<Example> reader =
        new TableReader<>("examples", FileChannel.open(file), Example.class)) {
      for (Example e = reader.read(); e != null; e = reader.read()) {
        read.add(e);
      }
    }
    assertThat(read).isEqualTo(written);
  }

  /** A change of this digest is a change of every artifact: it needs a new key-format version. */
  @Test
  void bytesAreTheSameEverywhere() throws IOException {
    Path file = write(List.of(example(0, null), example(1, "rotation 5.0")), Example.class);
    assertThat(Digest.of(file).hex())
        .isEqualTo("215dbf3806187b61ab54f882d62f8cc56c15292eadb6293691d2958728bf911d");
  }

  @Test
  void duckDbCountsGroupsAndReadsEmbeddings() throws IOException, SQLException {
    Path examples =
        write(List.of(example(0, null), example(1, null), example(7, null)), Example.class);
    Path embeddings =
        write(List.of(new Embedding(3L, "test", 1, List.of(0.5f, -2f, 3.25f))), Embedding.class);
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      assertThat(query(duck, "select count(*) from '" + examples + "'")).containsExactly("3");
      assertThat(
              query(
                  duck,
                  "select label || ':' || count(*) from '"
                      + examples
                      + "' group by label order by label"))
          .containsExactly("0:1", "1:2");
      assertThat(query(duck, "select octet_length(pixels) from '" + examples + "' where id = 7"))
          .containsExactly("4");
      assertThat(query(duck, "select vector[2] + vector[3] from '" + embeddings + "'"))
          .containsExactly("1.25");
    }
  }

  private static List<String> query(Connection duck, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet result = duck.createStatement().executeQuery(sql)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }

  private static Example example(long id, @org.jspecify.annotations.Nullable String augmentation) {
    ByteBuffer pixels = ByteBuffer.wrap(new byte[] {(byte) id, 1, (byte) 200, (byte) 255});
    return new Example(id, "train", id == 0 ? 0 : 1, 2, 2, 1, pixels, id, augmentation);
  }

  private <T extends SpecificRecord> Path write(List<T> records, Class<T> type) throws IOException {
    Path file = folder.resolve(type.getSimpleName() + ".parquet");
    try (TableWriter<T> writer =
        new TableWriter<>(
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            records.get(0).getSchema())) {
      for (T record : records) {
        writer.write(record);
      }
    }
    return file;
  }
}
