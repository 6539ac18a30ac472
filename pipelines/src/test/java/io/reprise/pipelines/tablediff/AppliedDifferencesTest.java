package io.reprise.pipelines.tablediff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterProperty;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** What is reported is all that differs: put into the first table it gives the second. */
class AppliedDifferencesTest {

  private static final TableKey ID = new TableKey(List.of("id"), true, Set.of());
  private static final List<String> NAMES = List.of("a", "b", "c");

  private final List<Path> folders = new ArrayList<>();

  /**
   * A table.
   *
   * @param columns of NAMES
   * @param rows by id, a cell for each of NAMES
   * @param shard rows of a file
   */
  record Table(Set<String> columns, Map<Long, List<@Nullable Double>> rows, int shard) {}

  @Provide
  static Arbitrary<Table> tables() {
    Arbitrary<Double> cells =
        Arbitraries.of(0.0, -0.0, 1.0, 2.0, Double.NaN, Double.POSITIVE_INFINITY).injectNull(0.3);
    return net.jqwik.api.Combinators.combine(
            Arbitraries.of(NAMES).set(),
            Arbitraries.maps(Arbitraries.longs().between(-4, 20), cells.list().ofSize(3))
                .ofMaxSize(20),
            Arbitraries.integers().between(1, 6))
        .as(Table::new);
  }

  @Property(tries = 80)
  void differencesAppliedToTheFirstTableGiveTheSecond(
      @ForAll("tables") Table first, @ForAll("tables") Table second) throws IOException {
    Path folder = Files.createTempDirectory("applied");
    folders.add(folder);
    Path out = folder.resolve("out.parquet");
    TableDiff diff =
        new TableComparison(Tolerance.NONE, 3, 1 << 20)
            .compare(
                write(folder.resolve("first"), first),
                write(folder.resolve("second"), second),
                ID,
                DifferingRows.into(out));

    Map<Long, Map<String, Object>> table = shown(first);
    List<String> columns = new ArrayList<>(first.columns());
    for (ColumnDiff column : diff.columns()) {
      if (column.typeAfter() == null) {
        columns.remove(column.name());
      } else if (column.typeBefore() == null) {
        columns.add(column.name());
      }
    }
    for (GenericRecord row : GenericTables.read(out)) {
      apply(row, table);
    }
    table.values().forEach(cells -> cells.keySet().retainAll(columns));

    assertThat(columns).containsExactlyInAnyOrderElementsOf(second.columns());
    assertThat(table).isEqualTo(shown(second));
    assertThat(diff.problem()).isNull();
    assertThat(diff.added() - diff.removed()).isEqualTo(second.rows().size() - first.rows().size());
  }

  /** Most of whose files are equal. */
  @Property(tries = 40)
  void differencesOfTablesThatShareFilesAreAll(
      @ForAll("tables") Table first, @ForAll Set<@LongRange(min = -4, max = 20) Long> gone)
      throws IOException {
    Map<Long, List<@Nullable Double>> rows = new TreeMap<>(first.rows());
    rows.keySet().removeAll(gone);
    differencesAppliedToTheFirstTableGiveTheSecond(
        first, new Table(first.columns(), rows, first.shard()));
  }

  private static void apply(GenericRecord row, Map<Long, Map<String, Object>> table) {
    GenericRecord before = (GenericRecord) row.get("before");
    GenericRecord after = (GenericRecord) row.get("after");
    GenericRecord either = Objects.requireNonNullElse(before, after);
    Long id = (Long) either.get("id");
    assertThat(table.remove(id) == null).isEqualTo(before == null);
    if (after != null) {
      Map<String, Object> cells = new TreeMap<>();
      after
          .getSchema()
          .getFields()
          .forEach(field -> put(cells, field.name(), after.get(field.pos())));
      cells.remove("id");
      table.put(id, cells);
    }
  }

  private static Map<Long, Map<String, Object>> shown(Table table) {
    Map<Long, Map<String, Object>> shown = new TreeMap<>();
    table
        .rows()
        .forEach(
            (id, cells) -> {
              Map<String, Object> row = new TreeMap<>();
              for (String column : table.columns()) {
                put(row, column, cells.get(NAMES.indexOf(column)));
              }
              shown.put(id, row);
            });
    return shown;
  }

  /** Of null nothing, and of both zeros the same. */
  private static void put(Map<String, Object> row, String column, @Nullable Object value) {
    if (value instanceof Double number) {
      row.put(column, number + 0.0);
    }
  }

  private static List<TableShard> write(Path folder, Table table) throws IOException {
    Files.createDirectories(folder);
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("id", "long");
    table.columns().forEach(name -> columns.put(name, "double"));
    Schema schema = GenericTables.schema(columns);
    List<GenericRecord> rows = new ArrayList<>();
    new TreeMap<>(table.rows())
        .forEach(
            (id, cells) -> {
              Object[] row = new Object[columns.size()];
              row[0] = id;
              int at = 1;
              for (String column : table.columns()) {
                row[at++] = cells.get(NAMES.indexOf(column));
              }
              rows.add(GenericTables.row(schema, row));
            });
    List<TableShard> shards = new ArrayList<>();
    for (int from = 0; from == 0 || from < rows.size(); from += table.shard()) {
      shards.add(
          GenericTables.write(
              folder.resolve(shards.size() + ".parquet"),
              schema,
              rows.subList(from, Math.min(rows.size(), from + table.shard()))));
    }
    return shards;
  }

  @AfterProperty
  void removeFolders() throws IOException {
    for (Path folder : folders) {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
