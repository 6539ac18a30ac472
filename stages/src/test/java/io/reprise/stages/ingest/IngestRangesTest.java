package io.reprise.stages.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.StageTrial;
import io.reprise.stages.dataset.ImageShape;
import io.reprise.stages.dataset.Split;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.Externals;
import io.reprise.stages.spi.ProjectFolders;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StoredFile;
import io.reprise.stages.spi.WrittenFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.commons.lang3.SerializationUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestRangesTest {

  private static final int ROWS = 150;
  private static final List<String> CLASSES = List.of("a", "b", "c");
  private static final RangeSize WHOLE = new RangeSize(1, 1L << 40, 1L << 40);

  @TempDir private Path folder;
  private Path data;
  private int parts;

  @BeforeEach
  void makeFolders() throws IOException {
    data = folder.resolve("data");
    Files.createDirectories(data.resolve("tiny"));
  }

  @Test
  void rangesOfIdxFilesGiveTheBytesOfTheWhole() throws IOException {
    put("x", TinyFiles.idxImages(0, ROWS));
    put("y", TinyFiles.idxLabels(ROWS, 3));
    dataset("idx", 1, "train: { rows: 150, images: x, labels: y }");
    assertSameBytesForAnyParts();
  }

  @Test
  void rangesOfCifarFilesRunOverTheirEnds() throws IOException {
    put("b1", TinyFiles.cifarBatch(0, 71, 3));
    put("b2", TinyFiles.cifarBatch(71, 2, 2));
    put("b3", TinyFiles.cifarBatch(73, 77, 3));
    dataset("cifar-binary", 3, "train: { rows: 150, batches: [b1, b2, b3] }");
    assertSameBytesForAnyParts();
  }

  @Test
  void rangesOfCsvTablesBeginWhereRowsBegin() throws IOException {
    String table = TinyFiles.csvTable(0, ROWS, 3).replaceAll("(?m)^2,", "\"c\",");
    put("t", ("\uFEFF\"label\nof the row\",a,b,c,d,e,f\r\n" + table.replace("\n", "\r\n")));
    dataset("csv\nheader: true\nlabelColumn: \"label\\nof the row\"", 1, "train: { table: t }");
    assertSameBytesForAnyParts();
  }

  @Test
  void rangesOfTwoCsvFilesHaveTheSameRows() throws IOException {
    put("x", TinyFiles.csvPixels(0, ROWS));
    put("y", TinyFiles.csvLabels(ROWS, 3).replace("\n0\n", "\n\"0\"\n") + "\n\n");
    dataset("csv\nheader: true", 1, "train: { pixels: x, labels: y }");
    assertSameBytesForAnyParts();
  }

  @Test
  void warningsOfTheHeadAreGivenOnceWhateverTheRanges() throws IOException {
    put("x", TinyFiles.csvPixels(0, ROWS).replace("a,b,", "0,0.1,"));
    put("y", TinyFiles.csvLabels(ROWS, 3));
    dataset("csv\nheader: true", 1, "train: { pixels: x, labels: y }");
    assertThat(digests(WHOLE, 0)).containsKey("out/warnings/ingest.txt");
    assertSameBytesForAnyParts();
  }

  @Test
  void partsOfAFolderHaveTheirOwnFilesAlone() throws IOException {
    for (int row = 0; row < ROWS; row++) {
      Path file = data.resolve("tiny/train/" + CLASSES.get(row % 3) + "/" + row + ".png");
      Files.createDirectories(file.getParent());
      Files.write(file, TinyFiles.image(TinyFiles.pixels(row, 1), 2, 3, 1, "png"));
    }
    dataset("image-folders", 1, "train: { folder: train }");
    assertSameBytesForAnyParts();
  }

  @Test
  void rowInALaterRangeIsNamedByItsNumberInTheFile() throws IOException {
    String table = TinyFiles.csvTable(0, ROWS, 3);
    int row = table.indexOf("\n", 1200);
    put("t", table.substring(0, row + 1) + "1,x,0,0,0,0,0" + table.substring(row));
    dataset("csv\nlabelColumn: 1", 1, "train: { table: t }");
    String whole = problem(WHOLE);
    assertThat(whole).contains("'x' is no whole number").doesNotContain("row 1,");
    assertThat(problem(new RangeSize(7, 1, 1 << 20))).isEqualTo(whole);
  }

  @Test
  void recordInALaterRangeIsNamedByItsNumberInItsBatch() throws IOException {
    byte[] batch = TinyFiles.cifarBatch(71, 79, 3);
    batch[40 * batch.length / 79] = 9;
    put("b1", TinyFiles.cifarBatch(0, 71, 3));
    put("b2", batch);
    Map<String, StoredFile> files = new TreeMap<>();
    for (String name : List.of("b1", "b2")) {
      files.put(name, StageTrial.file(name, data.resolve("tiny").resolve(name)));
    }
    Split.CifarBinary split = new Split.CifarBinary(null, null, List.of("b1", "b2"));
    SplitSource source = new SplitSource("train", split, new ImageShape(2, 3, 3), CLASSES, files);
    List<RowRange> ranges = CifarBinaryReader.cut(source, split, CutRule.at(List.of(100L)));
    Ids ids = new Ids(new ArrayList<>());
    source.read(ranges.get(0), ids);
    assertThatThrownBy(() -> source.read(ranges.get(1), ids))
        .hasMessage("b2, row 41: label 9 is none of the 3 classes (0 to 2)");
    assertThat(ids.seen()).isEqualTo(LongStream.range(0, 111).boxed().toList());
  }

  private record Ids(List<Long> seen) implements SplitSource.Sink {
    @Override
    public boolean wants(long id, int label) {
      return true;
    }

    @Override
    public void row(long id, int label, byte[] pixels) {
      seen.add(id);
    }

    @Override
    public void warning(String line) {
      throw new AssertionError(line);
    }
  }

  @Test
  void blankRowAmongOthersIsAnErrorInWhateverRangeItIs() throws IOException {
    String table = TinyFiles.csvTable(0, ROWS, 3);
    int row = table.indexOf("\n", 1200);
    put("t", table.substring(0, row + 1) + ",,,,,,\n" + table.substring(row + 1));
    dataset("csv\nlabelColumn: 1", 1, "train: { table: t }");
    assertThat(problem(new RangeSize(7, 1, 1 << 20)))
        .isEqualTo(problem(WHOLE))
        .contains("is blank, and others follow it");
  }

  @Test
  void tablesOfAnotherLengthAreSaidWhateverTheRanges() throws IOException {
    put("x", TinyFiles.csvPixels(0, ROWS));
    put("y", TinyFiles.csvLabels(ROWS - 2, 3));
    dataset("csv\nheader: true", 1, "train: { pixels: x, labels: y }");
    assertThat(problem(new RangeSize(7, 1, 1 << 20)))
        .isEqualTo(problem(WHOLE))
        .contains("150 rows of data", "148");
  }

  @Test
  void rangeThatChangesAfterTheCutIsNotRead() throws IOException {
    put("x", TinyFiles.idxImages(0, ROWS));
    put("y", TinyFiles.idxLabels(ROWS, 3));
    dataset("idx", 1, "train: { rows: 150, images: x, labels: y }");
    StageContext context = context();
    IngestWork work = new IngestWork(context, new RangeSize(7, 1, 1 << 20));
    List<ChosenPart> all = work.parts();
    try (RandomAccessFile file = new RandomAccessFile(data.resolve("tiny/x").toFile(), "rw")) {
      file.seek(file.length() - 1);
      file.write(99);
    }
    work.map(all.get(0), new Attempt(context)); // whose bytes are as they were
    assertThatThrownBy(() -> work.map(all.get(all.size() - 1), new Attempt(context)))
        .isInstanceOf(ReportedException.class)
        .hasMessageContaining("was changed while the stage read it");
  }

  private void assertSameBytesForAnyParts() throws IOException {
    Map<String, String> whole = digests(WHOLE, 0);
    assertThat(whole.keySet().stream().filter(file -> file.startsWith("out/validation/")))
        .hasSizeGreaterThan(10);
    for (int most : List.of(1, 2, 7, 1000)) {
      assertThat(digests(new RangeSize(most, 1, 1L << 40), most)).isEqualTo(whole);
      assertThat(parts).isBetween((Math.min(most, 30) * 2 + 2) / 3, Math.min(most, 30));
    }
  }

  /** The files of the stage, its parts done one after the other in any order. */
  private Map<String, String> digests(RangeSize size, long seed) throws IOException {
    StageContext context = context();
    IngestWork work = new IngestWork(context, size);
    List<ChosenPart> shuffled = new ArrayList<>(work.parts());
    parts = shuffled.size();
    Collections.shuffle(shuffled, new Random(seed));
    List<WrittenFile> files = new ArrayList<>();
    IngestSummary sum = work.nothing();
    for (ChosenPart part : shuffled) {
      Attempt attempt = new Attempt(context);
      sum = work.add(sum, work.map(SerializationUtils.clone(part), attempt));
      files.addAll(attempt.files());
    }
    Attempt last = new Attempt(context);
    work.finish(sum, last);
    files.addAll(last.files());
    Map<String, String> digests = new TreeMap<>();
    files.forEach(file -> assertThat(digests.put(file.path(), file.digest().hex())).isNull());
    return digests;
  }

  private String problem(RangeSize size) {
    try {
      digests(size, 0);
      throw new AssertionError("no problem");
    } catch (ReportedException e) {
      return String.valueOf(e.getMessage());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private StageContext context() {
    IngestStage stage = new IngestStage();
    Settings settings =
        new StageTrial(stage, folder)
            .with("{ dataset: tiny, validation: 0.3, seed: 5, rowsPerShard: 5 }")
            .settings();
    Externals externals = stage.externals(settings, new ProjectFolders(data, data));
    Map<String, StoredFile> files = new TreeMap<>();
    externals.files().forEach((name, path) -> files.put(name, StageTrial.file(name, path)));
    String scratch = folder.resolve("scratch") + "/";
    return new StageContext(settings, Map.of(), files, externals.facts(), scratch, scratch);
  }

  private void dataset(String format, int channels, String split) throws IOException {
    TinyFiles.dataset(data, format, channels, split, "", CLASSES.toArray(String[]::new));
  }

  private void put(String name, String text) throws IOException {
    put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void put(String name, byte[] content) throws IOException {
    Files.write(data.resolve("tiny").resolve(name), content);
  }
}
