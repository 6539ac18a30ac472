package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.outputs.FilesDiff;
import io.reprise.pipelines.outputs.OutputDiff;
import io.reprise.pipelines.tablediff.GenericTables;
import io.reprise.pipelines.tablediff.RowSink;
import io.reprise.pipelines.tablediff.TableComparison;
import io.reprise.pipelines.tablediff.TableDiff;
import io.reprise.pipelines.tablediff.TableKey;
import io.reprise.pipelines.tablediff.Tolerance;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTextTest {

  @TempDir private Path folder;

  private int files;

  @Test
  void ofLongListsAndBytesOnlyTheDifferenceIsShown() throws Exception {
    assertThat(
            text(
                Map.of("v", "list"),
                List.of(1.0, 2.0, 3.0, 4.0, 5.0),
                List.of(1.0, 2.0, 3.0, 4.0, 6.0)))
        .contains("  v  1 row, 1 elements, by up to 1\n", "    ~ id 1  v (1 differ, by up to 1)\n");
    assertThat(text(Map.of("b", "bytes"), bytes(0, 9), bytes(250, 9)))
        .contains("    ~ id 1  b (1 differ, by up to 250)\n");
    assertThat(text(Map.of("v", "list"), null, List.of(1.0)))
        .contains("    ~ id 1  v - -> [1.0]\n");
  }

  @Test
  void numbersThatLookAlikeAreShownWhole() throws Exception {
    assertThat(text(Map.of("x", "double"), 0.1234561, 0.1234562))
        .contains("    ~ id 1  x 0.1234561 -> 0.1234562\n");
  }

  @Test
  void textsStayOnTheirLine() throws Exception {
    assertThat(text(Map.of("t", "string"), "a\nb", "\u001b[31mred"))
        .contains("    ~ id 1  t a b -> red\n");
  }

  @Test
  void bytesThatDifferWithoutARowAreSaid() throws Exception {
    assertThat(text(Map.of("x", "double"), 0.0, -0.0))
        .isEqualTo("s.o: no row differs beyond the tolerance, only bytes\n");
  }

  private String text(Map<String, String> column, @Nullable Object before, @Nullable Object after)
      throws Exception {
    Map<String, String> columns = new LinkedHashMap<>(Map.of("id", "long"));
    columns.putAll(column);
    Schema schema = GenericTables.schema(columns);
    GenericRecord first = GenericTables.row(schema, 1L, before);
    GenericRecord second = GenericTables.row(schema, 1L, after);
    TableDiff diff =
        new TableComparison(Tolerance.NONE, 3, 1 << 20)
            .compare(
                List.of(GenericTables.write(file("a"), schema, List.of(first))),
                List.of(GenericTables.write(file("b"), schema, List.of(second))),
                new TableKey(List.of("id"), true, Set.of()),
                RowSink.NONE);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FilesDiff none = new FilesDiff(List.of(), List.of(), List.of());
    new OutputText(new OutputDiff("s", "o", "files", none, List.of(), diff, null))
        .print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private Path file(String name) {
    files++;
    return folder.resolve(files + name);
  }

  private static ByteBuffer bytes(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length);
    for (int value : values) {
      bytes.put((byte) value);
    }
    return bytes.flip();
  }
}
