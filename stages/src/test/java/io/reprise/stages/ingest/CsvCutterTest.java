package io.reprise.stages.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.reprise.schemas.digest.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CsvCutterTest {

  private record Row(long line, List<String> cells) {}

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("\"", "\"\"", ",", "\r", "\n", "\r\n", "1", "12", "a", "é", " ", ",\"")
        .list()
        .ofMaxSize(40)
        .map(pieces -> String.join("", pieces));
  }

  @Property(tries = 1000)
  void rangesHaveTheRowsOfTheWhole(
      @ForAll("texts") String text, @ForAll boolean header, @ForAll boolean mark)
      throws IOException {
    byte[] bytes = ((mark ? "\uFEFF" : "") + text).getBytes(StandardCharsets.UTF_8);
    CsvHead head = new CsvHead(',', header);
    CsvCutter cutter = new CsvCutter("f", head, CutRule.betweenShards(1, 0));
    cutter.read(new ByteArrayInputStream(bytes));
    List<Row> whole;
    try {
      whole = rows(text, 1);
    } catch (CsvParseException e) {
      assertThat(cutter.isSure()).isFalse();
      return;
    }
    List<Row> data = whole.subList(Math.min(header ? 1 : 0, whole.size()), whole.size());
    if (!cutter.isSure()) {
      assertThat(text).matches("(?s).*(\"[^\"]*\r|[\r\n][ ,\"é]*[\r\n]|^[ ,\"é]*[\r\n]).*");
      return;
    }
    List<Row> pieces = new ArrayList<>();
    for (List<ByteRange> range : cutter.ranges()) {
      for (ByteRange each : range) {
        byte[] own =
            Arrays.copyOfRange(bytes, (int) each.start(), (int) (each.start() + each.bytes()));
        assertThat(Digest.of(own)).isEqualTo(each.digest());
        pieces.addAll(rows(new String(own, StandardCharsets.UTF_8), each.firstLine()));
      }
    }
    assertThat(pieces).isEqualTo(data);
    assertThat(cutter.ranges()).hasSize(cutter.cuts().size() + 1);
    long surelyCut =
        data.stream()
            .takeWhile(row -> row.cells().stream().anyMatch(c -> c.matches("(?s).*[12a].*")))
            .count();
    assertThat((long) cutter.cuts().size()).isGreaterThanOrEqualTo(surelyCut - 1);
  }

  private static List<Row> rows(String text, long firstLine) {
    List<Row> rows = new ArrayList<>();
    CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .allowExtraFields(true)
            .allowMissingFields(true)
            .skipEmptyLines(false)
            .ofCsvRecord(text);
    for (CsvRecord row : reader) {
      rows.add(new Row(firstLine - 1 + row.getStartingLineNumber(), row.getFields()));
    }
    return rows;
  }
}
