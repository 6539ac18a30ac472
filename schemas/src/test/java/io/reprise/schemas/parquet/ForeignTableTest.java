package io.reprise.schemas.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Embedding;
import io.reprise.schemas.record.Example;
import io.reprise.schemas.record.Metric;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that other programs write; DuckDB stands for them, whose lists are like Arrow's. */
class ForeignTableTest {

  private static final String EXAMPLE =
      "7::bigint as id, 'train' as split, 1::int as label, 1::int as height, 2::int as width,"
          + " 1::int as channels, '\\x00\\xff'::blob as pixels, 9::bigint as sourceId";

  @TempDir Path folder;

  @Test
  void widthOrderAndFurtherColumnsDoNotMatter() throws Exception {
    Path file =
        duck(
            "select now() as extra, {'a': 1} as nested, map {'k': [1]} as mapped,"
                + " 2::utinyint as channels, 1::smallint as height, 3000000000::uinteger as id,"
                + " 4::bigint as label, [1, 200]::utinyint[] as pixels, 5::int as sourceId,"
                + " 'test' as split, 1::hugeint as huge, 1::tinyint as width");
    assertThat(read(file, Example.class))
        .containsExactly(
            new Example(
                3_000_000_000L,
                "test",
                4,
                1,
                1,
                2,
                ByteBuffer.wrap(new byte[] {1, (byte) 200}),
                5L,
                null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.5::decimal(4,2)          | 0.5",
        "-12345678901.25::decimal(18,2) | -12345678901.25",
        "12345678901234567890.5::decimal(30,1) | 1.2345678901234567E19",
        "0.1::float                 | 0.10000000149011612",
        "3::bigint                  | 3.0",
        "18446744073709551615::ubigint | ERROR",
      })
  void realNumbersAreReadFromAnyNumber(String sql, String expected) throws Exception {
    Path file = duck("select 's' as stage, 'n' as name, " + sql + " as value");
    if (expected.equals("ERROR")) {
      assertThatThrownBy(() -> read(file, Metric.class))
          .hasMessage(
              "table, row 0: column 'value' is 18446744073709551615, which does not fit float64");
    } else {
      assertThat(read(file, Metric.class))
          .containsExactly(new Metric("s", null, "n", null, Double.parseDouble(expected)));
    }
  }

  @Test
  void listsOfDoublesAreRoundedToTheNearestFloats() throws Exception {
    for (String vector :
        List.of("[0.1, 2]::double[]", "[0.1, 2]::decimal(4,1)[]", "[0.1, 2]::float[]")) {
      Path file = duck("select 1 as id, 'test' as split, 0 as label, " + vector + " as vector");
      assertThat(read(file, Embedding.class))
          .containsExactly(new Embedding(1L, "test", 0, List.of(0.1f, 2f)));
    }
  }

  /** 1 + 2^-24 lies between two floats; a digit far behind decides, which no double has. */
  @Test
  void wideDecimalsAreRoundedOnce() throws Exception {
    String vector = "[1.0000000596046447753906251::decimal(38,25)]";
    Path file = duck("select 1 as id, 'test' as split, 0 as label, " + vector + " as vector");
    assertThat(read(file, Embedding.class))
        .containsExactly(new Embedding(1L, "test", 0, List.of(Math.nextUp(1f))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'train'::text as split | null::text as split | row 0: column 'split' is null, where string"
            + " is expected",
        "1::int as label | 3000000000 as label | row 0: column 'label' is 3000000000, which does"
            + " not fit int32",
        "1::int as label | 1::double as label | column 'label' is float64, where int32 is expected",
        "1::int as label | '1' as label | column 'label' is string, where int32 is expected",
        "1::int as label | true as label | column 'label' is boolean, where int32 is expected",
        "1::int as label | date '2020-01-01' as label | column 'label' is date, where int32 is"
            + " expected",
        "1::int as label | 1.00::decimal(4,2) as label | column 'label' is decimal(4,2), where"
            + " int32 is expected",
        "1::int as label | [1] as label | column 'label' is list of int32, where int32 is expected",
        "7::bigint as id | now()::timestamp as id | column 'id' is timestamp(micros,false), where"
            + " int64 is expected",
        "pixels | pixels_ | has no column 'pixels' (binary); has the columns id, split, label,"
            + " height, width, channels, pixels_, sourceId",
        "'\\x00\\xff'::blob as | 'text' as | column 'pixels' is string, where binary is expected",
        "'\\x00\\xff'::blob | [1, 256] | row 0: column 'pixels' has 256, which is not from 0 to"
            + " 255",
        "'\\x00\\xff'::blob | [1, null] | row 0: column 'pixels' has an element that is null",
        "'\\x00\\xff'::blob | [0.5] | column 'pixels' is list of decimal(2,1), where binary is"
            + " expected",
        "'train' as split | '\\xff'::blob as split | row 0: column 'split' is no text in UTF-8",
      })
  void whatCannotBeReadIsNamed(String right, String wrong, String message) throws Exception {
    String sql = EXAMPLE.replace("'train'::text", "'train'");
    String from = right.replace("'train'::text", "'train'");
    assertThat(sql).contains(from);
    Path file = duck("select " + sql.replace(from, wrong));
    assertThatThrownBy(() -> read(file, Example.class))
        .isInstanceOf(ReportedException.class)
        .hasMessage("table" + (message.startsWith("row") ? ", " : ": ") + message);
  }

  @Test
  void theRowOfAWrongValueIsSaid() throws Exception {
    Path file =
        duck(
            "select 's' as stage, case when range = 4321 then null else 'n' end as name,"
                + " range::double as value from range(5000)",
            "row_group_size 2048");
    assertThatThrownBy(() -> read(file, Metric.class))
        .hasMessage("table, row 4321: column 'name' is null, where string is expected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"uncompressed", "snappy", "gzip", "zstd", "lz4_raw"})
  void rowGroupsOfTheUsualCodecsAndEncodingsAreRead(String codec) throws Exception {
    for (String version : List.of("v1", "v2")) {
      Path file =
          duck(
              "select 's' as stage, 'n' || (range % 7) as name, range::double as value"
                  + " from range(5000)",
              "row_group_size 2048, codec " + codec + ", parquet_version " + version);
      List<Metric> rows = read(file, Metric.class);
      assertThat(rows).hasSize(5000);
      assertThat(rows.get(4999)).isEqualTo(new Metric("s", null, "n1", null, 4999.0));
    }
  }

  @Test
  void codecThatCannotBeReadIsNamed() throws Exception {
    Path file = duck("select 's' as stage, 'n' as name, 1.0::double as value", "codec brotli");
    assertThatThrownBy(() -> read(file, Metric.class))
        .hasMessage(
            "table is compressed by brotli, which cannot be read here: write it with zstd, snappy"
                + " or gzip");
  }

  @Test
  void whatIsNoTableIsToldWithoutNamesOfClasses() throws Exception {
    byte[] table =
        Files.readAllBytes(
            duck("select 's' as stage, 'n' as name, range::double as value from range(99)"));
    for (int length : List.of(0, 3, 12, table.length / 2, table.length - 1)) {
      Path file = Files.write(folder.resolve("cut"), Arrays.copyOf(table, length));
      assertThatThrownBy(() -> read(file, Metric.class))
          .isInstanceOf(ReportedException.class)
          .hasMessage("table is no Parquet file, or only a part of one");
    }
    byte[] damaged = table.clone();
    Arrays.fill(damaged, 4, 60, (byte) 0x55);
    Path file = Files.write(folder.resolve("damaged"), damaged);
    assertThatThrownBy(() -> read(file, Metric.class))
        .isInstanceOf(ReportedException.class)
        .hasMessageStartingWith("table cannot be read as Parquet")
        .hasMessageNotContaining("ChannelInputFile");
  }

  private Path duck(String select, String... options) throws SQLException {
    Path file = folder.resolve("table.parquet");
    String all = String.join(", ", options);
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      duck.createStatement()
          .execute(
              String.format(
                  Locale.ROOT,
                  "copy (%s) to '%s' (format parquet%s)",
                  select,
                  file,
                  all.isEmpty() ? "" : ", " + all));
    }
    return file;
  }

  private static <T extends SpecificRecord> List<T> read(Path file, Class<T> type)
      throws IOException {
    List<T> rows = new ArrayList<>();
    try (TableReader<T> reader = new TableReader<>("table", FileChannel.open(file), type)) {
      for (T row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    }
    return rows;
  }
}
