package io.reprise.pipelines.tablediff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableComparisonTest {

  private static final TableKey ID = new TableKey(List.of("id"), true, Set.of());
  private static final Schema NUMBERS = schema("id", "long", "x", "double");
  private static final Schema TEXTS = schema("id", "string", "x", "double");

  @TempDir private Path folder;

  private int files;

  @Test
  void countsRowsAndFindsTheLargestChange() throws Exception {
    TableShard before = table(NUMBERS, row(1L, 0.5), row(2L, 1.0), row(3L, 2.0), row(5L, 1.0));
    TableShard after = table(NUMBERS, row(1L, 0.5), row(2L, 1.25), row(3L, -1.0), row(4L, 1.0));

    TableDiff diff = compare(before, after);

    assertThat(List.of(diff.added(), diff.removed(), diff.changed(), diff.equal()))
        .containsExactly(1L, 1L, 2L, 1L);
    assertThat(diff.columns())
        .containsExactly(new ColumnDiff("x", "float64", "float64", 2, 3.0, null));
    assertThat(diff.samples().stream().map(RowChange::key))
        .containsExactly(List.of(2L), List.of(3L), List.of(4L), List.of(5L));
  }

  @Test
  void columnsThatDifferMostComeFirst() throws Exception {
    Schema schema = schema("id", "long", "a", "long", "b", "long");
    TableShard before = table(schema, row(1L, 1L, 1L), row(2L, 1L, 1L));
    TableShard after = table(schema, row(1L, 1L, 2L), row(2L, 2L, 2L));

    assertThat(compare(before, after).columns())
        .extracting(ColumnDiff::name)
        .containsExactly("b", "a");
  }

  @Test
  void nullNaNAndZeroAreEqualToTheirKind() throws Exception {
    TableShard before = table(NUMBERS, row(1L, null), row(2L, Double.NaN), row(3L, -0.0));
    TableShard after = table(NUMBERS, row(1L, null), row(2L, Double.NaN), row(3L, 0.0));

    assertThat(compare(before, after).isEmpty()).isTrue();
  }

  @Test
  void numberThatBecomesNullOrNaNIsAChangeWithoutSize() throws Exception {
    TableShard before = table(NUMBERS, row(1L, 1.0), row(2L, 1.0), row(3L, null));
    TableShard after = table(NUMBERS, row(1L, null), row(2L, Double.NaN), row(3L, 1.0));

    assertThat(compare(before, after).columns())
        .containsExactly(new ColumnDiff("x", "float64", "float64", 3, null, null));
  }

  @Test
  void wholeNumbersAreComparedToTheLastDigit() throws Exception {
    Schema schema = schema("id", "long", "x", "long");
    TableShard before = table(schema, row(1L, Long.MAX_VALUE), row(2L, Long.MIN_VALUE));
    TableShard after = table(schema, row(1L, Long.MAX_VALUE - 1), row(2L, Long.MAX_VALUE));

    assertThat(compare(before, after).columns())
        .containsExactly(new ColumnDiff("x", "int64", "int64", 2, 0x1p64, null));
  }

  @Test
  void listsAndBytesHaveTheirOwnMeasure() throws Exception {
    Schema schema = schema("id", "long", "v", "list", "b", "bytes");
    TableShard before =
        table(schema, row(1L, List.of(1.0, 2.0, 3.0), bytes(0, 10)), row(2L, List.of(), bytes()));
    TableShard after =
        table(
            schema,
            row(1L, List.of(1.5, 2.0), bytes(255, 10)),
            row(2L, List.of(Double.NaN), bytes()));

    assertThat(compare(before, after).columns())
        .containsExactly(
            new ColumnDiff("v", "list of float64", "list of float64", 2, 0.5, 3L),
            new ColumnDiff("b", "binary", "binary", 1, 255.0, 1L));
  }

  @Test
  void toleranceIsOfNumbersAndNotOfNames() throws Exception {
    Schema schema = schema("id", "long", "x", "double", "y", "double", "label", "long");
    TableKey key = new TableKey(List.of("id"), true, Set.of("label"));
    List<TableShard> before = List.of(table(schema, row(1L, 1.0, 1.0, 1L)));
    List<TableShard> after = List.of(table(schema, row(1L, 1.5, 1.5, 2L)));
    Tolerance tolerance = new Tolerance(0.5, Map.of("y", 0.1), Set.of());

    TableDiff diff =
        new TableComparison(tolerance, 5, 1 << 20).compare(before, after, key, RowSink.NONE);

    assertThat(diff.columns())
        .containsExactly(
            new ColumnDiff("y", "float64", "float64", 1, 0.5, null),
            new ColumnDiff("label", "int64", "int64", 1, null, null));
    assertThat(
            new TableComparison(new Tolerance(1, Map.of(), Set.of("label")), 5, 1 << 20)
                .compare(before, after, key, RowSink.NONE)
                .isEmpty())
        .isTrue();
  }

  @Test
  void columnsThatCameWentOrChangedTypeAreSaidAndTheOrderOfColumnsIsNot() throws Exception {
    TableShard before =
        table(schema("id", "long", "gone", "long", "t", "int", "s", "string"), row(1L, 1L, 7, "a"));
    TableShard after =
        table(
            schema("s", "string", "t", "long", "new", "double", "id", "long"),
            row("a", 7L, null, 1L));

    TableDiff diff = compare(before, after);

    assertThat(diff.columns())
        .containsExactlyInAnyOrder(
            new ColumnDiff("gone", "int64", null, 1, null, null),
            new ColumnDiff("t", "int32", "int64", 0, null, null),
            new ColumnDiff("new", null, "float64", 0, null, null));
    assertThat(diff.changed()).isZero();
    assertThat(diff.equal()).isEqualTo(1);
  }

  @Test
  void equalFilesAreNotOpenedHoweverTheyAreCut() throws Exception {
    TableShard shared = table(NUMBERS, row(3L, 1.0), row(4L, 1.0));
    TableShard gone = new TableShard("gone", shared.digest(), folder.resolve("not there"));
    List<TableShard> before =
        List.of(table(NUMBERS, row(1L, 1.0)), table(NUMBERS, row(2L, 1.0)), gone);
    List<TableShard> after =
        List.of(table(NUMBERS, row(1L, 1.0), row(2L, 2.0)), gone, table(NUMBERS, row(5L, 1.0)));

    TableDiff diff = compare(before, after, ID);

    assertThat(diff.equalShards()).isEqualTo(1);
    assertThat(diff.readShards()).isEqualTo(4);
    assertThat(List.of(diff.added(), diff.removed(), diff.changed())).containsExactly(1L, 0L, 1L);
  }

  @Test
  void fileThatOneTableHasTwiceTakesOneOfTheOtherAway() throws Exception {
    TableShard empty = table(NUMBERS);
    List<TableShard> before = List.of(empty, empty, table(NUMBERS, row(1L, 1.0)));
    List<TableShard> after = List.of(empty);

    TableDiff diff = compare(before, after, ID);

    assertThat(diff.equalShards()).isEqualTo(1);
    assertThat(diff.removed()).isEqualTo(1);
  }

  @Test
  void duplicateKeysAreNamed() throws Exception {
    TableShard before = table(NUMBERS, row(1L, 1.0), row(7L, 1.0), row(7L, 2.0));

    assertThat(compare(before, table(NUMBERS, row(7L, 1.0))).problem())
        .isEqualTo("the first table has two rows whose id is 7: it is no key");
  }

  @Test
  void duplicateKeysAreNamedWhereRowsAreNotSorted() throws Exception {
    TableShard before = table(NUMBERS, row(7L, 1.0), row(1L, 1.0), row(7L, 2.0));

    assertThat(compare(table(NUMBERS, row(7L, 1.0)), before).problem())
        .isEqualTo("the second table has two rows whose id is 7: it is no key");
  }

  @Test
  void rowsOfOverlappingFilesAreSorted() throws Exception {
    List<TableShard> before =
        List.of(table(NUMBERS, row(1L, 1.0), row(9L, 1.0)), table(NUMBERS, row(2L, 1.0)));
    List<TableShard> after = List.of(table(NUMBERS, row(1L, 1.0), row(2L, 1.0), row(9L, 3.0)));

    TableDiff diff = compare(before, after, ID);

    assertThat(diff.problem()).isNull();
    assertThat(List.of(diff.added(), diff.removed(), diff.changed())).containsExactly(0L, 0L, 1L);
  }

  @Test
  void rowsOfAnUnsortedTableAreWrittenOnce() throws Exception {
    Path out = folder.resolve("unsorted.parquet");
    List<TableShard> before = List.of(table(NUMBERS, row(1L, 1.0), row(9L, 1.0), row(2L, 1.0)));
    List<TableShard> after = List.of(table(NUMBERS, row(1L, 2.0), row(2L, 2.0)));

    new TableComparison(Tolerance.NONE, 0, 1 << 20)
        .compare(before, after, ID, DifferingRows.into(out));

    assertThat(GenericTables.read(out))
        .extracting(row -> row.get("change").toString())
        .containsExactly("changed", "changed", "removed");
  }

  @Test
  void unsortedTableThatIsTooLargeToBeSortedSaysSo() throws Exception {
    List<TableShard> before = List.of(table(NUMBERS, row(2L, 1.0), row(1L, 1.0)));

    assertThat(
            new TableComparison(Tolerance.NONE, 5, 100)
                .compare(before, List.of(table(NUMBERS)), ID, RowSink.NONE)
                .problem())
        .startsWith("the first table is not sorted by id, and too large to be sorted in memory");
  }

  @Test
  void textKeysMayBeSortedInAnyWay() throws Exception {
    // As numbers, as UTF-16 and as UTF-8: U+1F600 is before U+FF5E in the second alone.
    TableShard before = table(TEXTS, row("9", 1.0), row("10", 1.0), row("\uFF5E", 1.0));
    TableShard after =
        table(TEXTS, row("10", 1.0), row("9", 1.0), row("\uD83D\uDE00", 1.0), row("\uFF5E", 2.0));

    TableDiff diff = compare(before, after);

    assertThat(List.of(diff.added(), diff.removed(), diff.changed(), diff.equal()))
        .containsExactly(1L, 0L, 1L, 2L);
  }

  @Test
  void nullIsAKeyLikeAnother() throws Exception {
    TableKey two = new TableKey(List.of("id", "x"), false, Set.of());
    Schema schema = schema("id", "string", "x", "string", "y", "long");
    TableShard before = table(schema, row("a", "b", 1L), row("a", null, 1L), row(null, null, 1L));
    TableShard after = table(schema, row(null, null, 2L), row("a", null, 1L), row("", null, 1L));

    TableDiff diff = compare(List.of(before), List.of(after), two);

    assertThat(List.of(diff.added(), diff.removed(), diff.changed(), diff.equal()))
        .containsExactly(1L, 1L, 1L, 1L);
  }

  @Test
  void keyThatIsTextInOneTableAndNumberInTheOtherIsSaid() throws Exception {
    assertThat(compare(table(NUMBERS, row(1L, 1.0)), table(TEXTS, row("1", 1.0))).problem())
        .isEqualTo("the key's column 'id' is int64 in the first table and string in the second");
    assertThat(compare(table(NUMBERS), table(schema("x", "double"))).problem())
        .isEqualTo("the second table has no column 'id', which is of the key");
  }

  @Test
  void narrowerKeyIsComparedByValue() throws Exception {
    TableShard before = table(schema("id", "int", "x", "double"), row(2, 1.0), row(10, 1.0));

    TableDiff diff = compare(before, table(NUMBERS, row(2L, 1.0), row(10L, 1.0)));

    assertThat(diff.changed() + diff.added() + diff.removed()).isZero();
  }

  @Test
  void tableWithoutRowsOrFilesIsEmpty() throws Exception {
    TableShard rows = table(NUMBERS, row(1L, 1.0));

    assertThat(compare(table(NUMBERS), rows).added()).isEqualTo(1);
    assertThat(compare(List.of(), List.of(rows), ID).added()).isEqualTo(1);
    assertThat(compare(List.of(rows), List.of(), ID).removed()).isEqualTo(1);
  }

  @Test
  void differingRowsAreWrittenWhole() throws Exception {
    Path out = folder.resolve("out.parquet");
    List<TableShard> before = List.of(table(NUMBERS, row(1L, 1.0), row(2L, 1.0)));
    List<TableShard> after = List.of(table(NUMBERS, row(2L, 2.0), row(3L, 3.0)));

    new TableComparison(Tolerance.NONE, 0, 1 << 20)
        .compare(before, after, ID, DifferingRows.into(out));

    List<GenericRecord> rows = GenericTables.read(out);
    assertThat(rows)
        .extracting(row -> row.get("change").toString())
        .containsExactly("removed", "changed", "added");
    assertThat(rows.get(0).get("after")).isNull();
    assertThat(((GenericRecord) rows.get(1).get("before")).get("x")).isEqualTo(1.0);
    assertThat(((GenericRecord) rows.get(1).get("after")).get("x")).isEqualTo(2.0);
    assertThat(((GenericRecord) rows.get(2).get("after")).get("id")).isEqualTo(3L);
  }

  @Test
  void listsAreTheSameInTheLayoutsOfAllPrograms() throws Exception {
    Schema schema = schema("id", "long", "v", "list");
    TableShard own = table(schema, row(1L, List.of(1.0, 2.0)), row(2L, List.of(3.0)));
    Path file = folder.resolve("duckdb.parquet");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "copy (select * from (values (1::int, [1.0::float, 2.0]), (2, [3.5])) t(id, v)) to '"
              + file
              + "' (format parquet)");
    }

    assertThat(compare(own, new TableShard("duckdb", "", file)).columns())
        .containsExactly(new ColumnDiff("v", "list of float64", "list of float32", 1, 0.5, 1L));
  }

  @Test
  void rowsThatAreSortedAreNotKept() throws Exception {
    List<GenericRecord> rows =
        LongStream.range(0, 20_000)
            .mapToObj(id -> GenericTables.row(NUMBERS, id, 1.0 / (1 + id)))
            .toList();
    TableShard one = GenericTables.write(folder.resolve("a"), NUMBERS, rows);
    TableShard other = GenericTables.write(folder.resolve("b"), NUMBERS, rows.subList(1, 20_000));

    // None of the rows may be kept: there is no room to sort any.
    TableDiff diff =
        new TableComparison(Tolerance.NONE, 5, 0)
            .compare(List.of(one), List.of(other), ID, RowSink.NONE);

    assertThat(diff.removed()).isEqualTo(1);
    assertThat(diff.equal()).isEqualTo(19_999);
  }

  private TableDiff compare(TableShard before, TableShard after) throws IOException {
    return compare(List.of(before), List.of(after), ID);
  }

  private static TableDiff compare(List<TableShard> before, List<TableShard> after, TableKey key)
      throws IOException {
    return new TableComparison(Tolerance.NONE, 5, 1 << 20)
        .compare(before, after, key, RowSink.NONE);
  }

  private TableShard table(Schema schema, List<?>... rows) throws IOException {
    List<GenericRecord> records = new ArrayList<>();
    for (List<?> row : rows) {
      records.add(GenericTables.row(schema, row.toArray()));
    }
    files++;
    Path file = folder.resolve(files + ".parquet");
    assertThat(Files.exists(file)).isFalse();
    return GenericTables.write(file, schema, records);
  }

  private static List<@Nullable Object> row(@Nullable Object... cells) {
    return Arrays.asList(cells);
  }

  private static ByteBuffer bytes(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length);
    for (int value : values) {
      bytes.put((byte) value);
    }
    return bytes.flip();
  }

  private static Schema schema(String... namesAndTypes) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      columns.put(namesAndTypes[i], namesAndTypes[i + 1]);
    }
    return GenericTables.schema(columns);
  }
}
