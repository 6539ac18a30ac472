package io.reprise.stages.ingest;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.StageTrial;
import io.reprise.stages.dataset.ImageShape;
import io.reprise.stages.dataset.Split;
import io.reprise.stages.spi.StoredFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of damage is one line that names the file and the row or byte. */
class BadInputTest {

  private static final List<String> CLASSES = List.of("cat", "dog");
  private static final Split.Idx IDX = new Split.Idx(null, "x", "y");
  private static final Split.CsvPair PAIR =
      new Split.CsvPair(null, "x.csv", "y.csv", true, "label");
  private static final Split.CsvTable TABLE = new Split.CsvTable(null, "t.csv", false, "1");

  @TempDir Path folder;

  private int channels = 1;
  private List<String> classes = CLASSES;

  @Test
  void wholeFilesAreRead() throws IOException {
    idx(TinyFiles.idxImages(0, 4), TinyFiles.idxLabels(4, 2));
    assertThat(rows(IDX)).isEqualTo(4);
    csv("x.csv", TinyFiles.csvPixels(0, 4));
    csv("y.csv", TinyFiles.csvLabels(4, 2));
    assertThat(rows(PAIR)).isEqualTo(4);
    csv("t.csv", TinyFiles.csvTable(0, 4, 2));
    assertThat(rows(TABLE)).isEqualTo(4);
  }

  @Test
  void emptyFile() throws IOException {
    idx(new byte[0], TinyFiles.idxLabels(4, 2));
    assertProblem(IDX, "x: is empty; get the file again");
  }

  @Test
  void truncatedGzip() throws IOException {
    byte[] packed = TinyFiles.gzip(TinyFiles.idxImages(0, 400));
    put("x.gz", Arrays.copyOf(packed, packed.length / 2));
    put("y", TinyFiles.idxLabels(400, 2));
    assertThatThrownBy(() -> rows(new Split.Idx(null, "x.gz", "y")))
        .isInstanceOf(ReportedException.class)
        .message()
        .matches(
            "x.gz: is cut off: the gzip data ends after [0-9,]+ unpacked bytes;"
                + " get the file again");
  }

  @Test
  void damagedGzip() throws IOException {
    byte[] packed = TinyFiles.gzip(TinyFiles.idxImages(0, 400));
    packed[packed.length - 8]++; // in the checksum
    put("x.gz", packed);
    put("y", TinyFiles.idxLabels(400, 2));
    assertDamagedGzip();
  }

  /** Java's own stream takes it for the end of the data, and rows are missing in silence. */
  @Test
  void damagedHeaderOfASecondGzipMember() throws IOException {
    byte[] images = TinyFiles.idxImages(0, 400);
    byte[] first = TinyFiles.gzip(Arrays.copyOf(images, 1000));
    byte[] second = TinyFiles.gzip(Arrays.copyOfRange(images, 1000, images.length));
    put("y", TinyFiles.idxLabels(400, 2));
    put("x.gz", concatenated(first, second));
    assertThat(rows(new Split.Idx(null, "x.gz", "y"))).isEqualTo(400);
    second[1]++;
    put("x.gz", concatenated(first, second));
    assertDamagedGzip();
  }

  @Test
  void zerosBehindGzipDataAreNothingAndAnythingElseIsDamage() throws IOException {
    byte[] images = TinyFiles.gzip(TinyFiles.idxImages(0, 400));
    put("y", TinyFiles.idxLabels(400, 2));
    put("x.gz", concatenated(images, new byte[700]));
    assertThat(rows(new Split.Idx(null, "x.gz", "y"))).isEqualTo(400);
    put("x.gz", concatenated(images, new byte[] {0, 0, 1}));
    assertDamagedGzip();
    images[2] = 7; // the method
    put("x.gz", images);
    assertProblem(
        new Split.Idx(null, "x.gz", "y"),
        "x.gz: is damaged: its gzip header is wrong; get the file again");
  }

  @Test
  void damagedGzipOfCsvIsNoOtherProblem() throws IOException {
    byte[] packed = TinyFiles.gzip(TinyFiles.csvTable(0, 400, 2).getBytes(StandardCharsets.UTF_8));
    packed[packed.length - 8]++; // in the checksum
    put("t.csv.gz", packed);
    assertThatThrownBy(() -> rows(new Split.CsvTable(null, "t.csv.gz", false, "1")))
        .isInstanceOf(ReportedException.class)
        .hasMessageStartingWith("t.csv.gz: is damaged: the gzip data is wrong after ");
  }

  private void assertDamagedGzip() {
    assertThatThrownBy(() -> rows(new Split.Idx(null, "x.gz", "y")))
        .isInstanceOf(ReportedException.class)
        .message()
        .matches(
            "x.gz: is damaged: the gzip data is wrong after [0-9,]+ unpacked bytes;"
                + " get the file again");
  }

  private static byte[] concatenated(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Test
  void unpackedFileUnderAGzipName() throws IOException {
    put("x.gz", TinyFiles.idxImages(0, 4));
    put("y", TinyFiles.idxLabels(4, 2));
    assertProblem(
        new Split.Idx(null, "x.gz", "y"),
        "x.gz: is not gzip data, though its name says so; unpack or rename it");
  }

  @Test
  void labelsWhereImagesShouldBe() throws IOException {
    idx(TinyFiles.idxLabels(4, 2), TinyFiles.idxLabels(4, 2));
    assertProblem(
        IDX,
        "x, byte 1: the file starts with 0x00000801, but IDX images start with 0x00000803;"
            + " is it another file under this name?");
  }

  @Test
  void dimensionsOfAnotherShapeAreSaidBeforeSpaceIsTaken() throws IOException {
    byte[] images = TinyFiles.idxImages(0, 4);
    ByteBuffer.wrap(images).putInt(8, 1 << 15).putInt(12, 1 << 15);
    idx(images, TinyFiles.idxLabels(4, 2));
    assertProblem(IDX, "x: has images of 32,768 x 32,768 pixels, but the dataset's shape is 2 x 3");
  }

  @Test
  void headerCutOff() throws IOException {
    idx(Arrays.copyOf(TinyFiles.idxImages(0, 4), 9), TinyFiles.idxLabels(4, 2));
    assertProblem(IDX, "x: is cut off within the header, after 9 bytes");
  }

  @Test
  void lastImageCutOff() throws IOException {
    idx(Arrays.copyOf(TinyFiles.idxImages(0, 4), 16 + 4 * 6 - 1), TinyFiles.idxLabels(4, 2));
    assertProblem(
        IDX, "x, row 4: the file ends within image 4 of 4, after 39 bytes; get the file again");
  }

  @Test
  void bytesAfterTheLastImage() throws IOException {
    byte[] images = TinyFiles.idxImages(0, 4);
    idx(Arrays.copyOf(images, images.length + 1), TinyFiles.idxLabels(4, 2));
    assertProblem(
        IDX,
        "x, byte 41: the header says 4 images, but the file goes on after them; get the file"
            + " again");
  }

  @Test
  void fewerLabelsThanImages() throws IOException {
    idx(TinyFiles.idxImages(0, 4), TinyFiles.idxLabels(3, 2));
    assertProblem(IDX, "x: has 4 images, but y has 3 labels; they are not of one set");
  }

  @Test
  void imagesOfAnotherSize() throws IOException {
    byte[] images = TinyFiles.idxImages(0, 4);
    images[11] = 3;
    images[15] = 2;
    idx(images, TinyFiles.idxLabels(4, 2));
    assertProblem(IDX, "x: has images of 3 x 2 pixels, but the dataset's shape is 2 x 3");
  }

  @Test
  void labelThatIsNoClass() throws IOException {
    idx(TinyFiles.idxImages(0, 4), TinyFiles.idxLabels(4, 3));
    assertProblem(IDX, "y, row 3: label 2 is none of the 2 classes (0 to 1)");
    csv("x.csv", TinyFiles.csvPixels(0, 4));
    csv("y.csv", TinyFiles.csvLabels(4, 3));
    assertProblem(PAIR, "y.csv, row 4: label 2 is none of the 2 classes (0 to 1)");
  }

  @Test
  void csvCellThatIsNoPixel() throws IOException {
    csv("y.csv", TinyFiles.csvLabels(2, 2));
    csv("x.csv", "a,b,c,d,e,f\n1,2,3,4,5,6\n1,2,x7,4,5,6\n");
    assertProblem(PAIR, "x.csv, row 3, column 3: 'x7' is no whole number from 0 to 255");
    csv("x.csv", "a,b,c,d,e,f\n1,2,3,4,5,256\n1,2,3,4,5,6\n");
    assertProblem(PAIR, "x.csv, row 2, column 6: '256' is no whole number from 0 to 255");
    csv("x.csv", "a,b,c,d,e,f\n1,2,3,4,5,-1\n1,2,3,4,5,6\n");
    assertProblem(PAIR, "x.csv, row 2, column 6: '-1' is no whole number from 0 to 255");
    csv("x.csv", "a,b,c,d,e,f\n1,2,3,4,,6\n1,2,3,4,5,6\n");
    assertProblem(PAIR, "x.csv, row 2, column 5: '' is no whole number from 0 to 255");
  }

  @Test
  void csvRowOfAnotherLength() throws IOException {
    csv("y.csv", TinyFiles.csvLabels(2, 2));
    csv("x.csv", "a,b,c,d,e,f\n1,2,3,4,5,6\n1,2,3,4,5\n");
    assertProblem(PAIR, "x.csv, row 3: has 5 columns where 6 are expected");
    csv("x.csv", "a,b,c,d,e,f\n1,2,3,4,5,6,7\n1,2,3,4,5,6\n");
    assertProblem(PAIR, "x.csv, row 2: has 7 columns where 6 are expected");
  }

  @Test
  void headerWhereNoneIsDeclared() throws IOException {
    csv("t.csv", "label,a,b,c,d,e,f\n" + TinyFiles.csvTable(0, 4, 2));
    assertProblem(
        TABLE,
        "t.csv, row 1, column 2: 'a' is no whole number from 0 to 255;"
            + " if this row is a header, say header: true in the dataset's file");
  }

  @Test
  void noHeaderWhereOneIsDeclared() throws IOException {
    csv("t.csv", "0,17,0,0,3,0,0\n" + TinyFiles.csvTable(0, 4, 2));
    assertProblem(
        new Split.CsvTable(null, "t.csv", true, "label"),
        "t.csv, row 1: looks like data, but the dataset's file says header: true;"
            + " say header: false");
  }

  @Test
  void headerOfNumbersWhereNoneIsDeclared() throws IOException {
    String columns = IntStream.range(0, 18).mapToObj(String::valueOf).collect(joining(",")) + "\n";
    channels = 3;
    csv("x.csv", columns + columns.replace("17", "9"));
    csv("y.csv", "0\n1\n");
    assertProblem(
        new Split.CsvPair(null, "x.csv", "y.csv", false, null),
        "x.csv, row 1: counts its columns as a header does, but the dataset's file says header:"
            + " false; say header: true");
    csv("x.csv", columns.replace("17", "9") + columns);
    assertThat(rows(new Split.CsvPair(null, "x.csv", "y.csv", false, null))).isEqualTo(2);
  }

  @Test
  void labelsMayBeNumbersWithAPointOrNames() throws IOException {
    csv(
        "t.csv",
        TinyFiles.csvTable(0, 4, 2).replaceAll("(?m)^1,", "1.0,").replaceAll("(?m)^0,", "cat,"));
    assertThat(labels(TABLE)).containsExactly(0, 1, 0, 1);
    csv("t.csv", "0.5,1,2,3,4,5,6\n");
    assertProblem(
        TABLE,
        "t.csv, row 1, column 1: '0.5' is neither a class nor the number of one; there is cat, dog;"
            + " if this row is a header, say header: true in the dataset's file");
    csv("x.csv", TinyFiles.csvPixels(0, 1));
    csv("y.csv", "label\ndgo\n");
    assertProblem(
        PAIR,
        "y.csv, row 2, column 1: 'dgo' is neither a class nor the number of one; did you mean"
            + " 'dog'?");
  }

  @Test
  void numberThatIsTheNameOfAnotherClassIsAnError() throws IOException {
    classes = List.of("1", "2", "3");
    csv("t.csv", "3,1,2,3,4,5,6\n");
    assertThat(labels(TABLE)).containsExactly(2);
    csv("t.csv", "1,1,2,3,4,5,6\n");
    assertProblem(
        TABLE,
        "t.csv, row 1: label 1 is the name of class 0 and the number of class '2'; give the classes"
            + " other names in the dataset's file, such as 'digit 1'");
  }

  @Test
  void labelsAreNamesAsTheyAreWritten() throws IOException {
    classes = List.of("01", "10", "11");
    csv("t.csv", "01,1,2,3,4,5,6\n");
    String remedy =
        " is the name of class 0 and the number of class '10'; give the classes other names in the"
            + " dataset's file, such as 'digit 1'";
    assertProblem(TABLE, "t.csv, row 1: label 01" + remedy);
    csv("t.csv", "1.0,1,2,3,4,5,6\n");
    assertProblem(TABLE, "t.csv, row 1: label 1.0" + remedy);
    csv("t.csv", "10,1,2,3,4,5,6\n11.0,1,2,3,4,5,6\n");
    assertThat(labels(TABLE)).containsExactly(1, 2);
    classes = List.of("10", "010");
    csv("t.csv", "010,1,2,3,4,5,6\n10,1,2,3,4,5,6\n0,1,2,3,4,5,6\n");
    assertThat(labels(TABLE)).containsExactly(1, 0, 0);
    csv("t.csv", "10.0,1,2,3,4,5,6\n");
    assertProblem(
        TABLE, "t.csv, row 1: label 10.0 is the name of class 0 and of class 1; write it as one");
  }

  @Test
  void labelColumnIsFoundAsItIsWritten() throws IOException {
    Split table = new Split.CsvTable(null, "t.csv", true, "1");
    csv("t.csv", "01,1,a,b,c,d,e\n0,1,0,0,0,0,0\n0,1,0,0,0,0,0\n");
    assertThat(labels(table)).containsExactly(1, 1);
  }

  @Test
  void rowThatPandasTookForAHeaderIsWarnedAbout() throws IOException {
    csv("t.csv", "1,0.0,0.0.1,0.0.2,5.0,6.0,7.0\n0,1,0,0,0,0,0\n");
    assertThatThrownBy(() -> labels(new Split.CsvTable(null, "t.csv", true, "1")))
        .hasMessageContaining("t.csv, row 1: the header has the name 0.0.1, as if a row of data");
  }

  @Test
  void emptyLinesAreBlankRows() throws IOException {
    Split pair = new Split.CsvPair(null, "x.csv", "y.csv", false, null);
    csv("x.csv", "1,2,3,4,5,6\n\n5,6,7,8,9,9\n9,1,1,1,1,1\n");
    csv("y.csv", "0\n1\n\n0\n");
    assertProblem(pair, "x.csv, row 2: is blank, and others follow it");
    csv("x.csv", "1,2,3,4,5,6\n5,6,7,8,9,9\n9,1,1,1,1,1\n");
    assertProblem(pair, "y.csv, row 3: is blank, and others follow it");
    csv("y.csv", "0\n1\n0\n\n\r\n\n");
    assertThat(labels(pair)).containsExactly(0, 1, 0);
    csv("t.csv", "\n1,a,b,c,d,e,f\n0,1,0,0,0,0,0\n");
    assertProblem(TABLE, "t.csv, row 1: is blank, and others follow it");
    String problem = "t.csv, row 1: is blank, and others follow it";
    assertProblem(new Split.CsvTable(null, "t.csv", true, "1"), problem);
  }

  @Test
  void headerAfterAnEmptyLineIsNoImage() throws IOException {
    String columns = IntStream.range(0, 18).mapToObj(String::valueOf).collect(joining(",")) + "\n";
    channels = 3;
    csv("x.csv", "\n" + columns + columns.replace("17", "9"));
    csv("y.csv", "0\n1\n");
    assertProblem(
        new Split.CsvPair(null, "x.csv", "y.csv", false, null),
        "x.csv, row 1: is blank, and others follow it");
  }

  @Test
  void delimiterIsFoundOut() throws IOException {
    for (String delimiter : List.of(";", "\t", "|", " ;")) {
      csv("t.csv", TinyFiles.csvTable(0, 4, 2).replace(",", delimiter));
      assertThat(labels(TABLE)).containsExactly(0, 1, 0, 1);
      csv("x.csv", TinyFiles.csvPixels(0, 4).replace(",", delimiter));
      csv("y.csv", "id" + delimiter + "label\n7" + delimiter + "1\n");
      csv("x.csv", TinyFiles.csvPixels(0, 1).replace(",", delimiter));
      assertThat(labels(PAIR)).containsExactly(1);
    }
  }

  @Test
  void delimiterThatIsNotFoundOutIsAskedFor() throws IOException {
    csv("t.csv", TinyFiles.csvTable(0, 4, 2).replace(",", ":"));
    assertProblem(
        TABLE,
        "t.csv, row 1: has 1 columns where 7 are expected; if something else than a comma stands"
            + " between them, say so in the dataset's file: delimiter: ';' (or tab, or '|')");
  }

  @Test
  void whatSpreadsheetsAddIsNoMatter() throws IOException {
    csv("t.csv", "\ufeff" + TinyFiles.csvTable(0, 4, 2).replace("\n", ",\r\n") + "\r\n ,,\r\n\n");
    assertThat(labels(TABLE)).containsExactly(0, 1, 0, 1);
    csv("t.csv", TinyFiles.csvTable(0, 4, 2).replaceAll("(\\d+)", "\"$1\""));
    assertThat(labels(TABLE)).containsExactly(0, 1, 0, 1);
    csv("t.csv", "0,1,2,3,4,5,6\n,,,,,,\n1,1,2,3,4,5,6\n");
    assertProblem(TABLE, "t.csv, row 2: is blank, and others follow it");
  }

  @Test
  void scaledPixelsAndDecimalCommasAreTaughtAbout() throws IOException {
    csv("t.csv", "0,0.0,0.25,0.5,1.0,0.0,0.0\n");
    assertProblem(
        TABLE,
        "t.csv, row 1, column 3: '0.25' is no whole number from 0 to 255; were the pixels scaled?"
            + " Multiply them back and round them");
    csv("t.csv", "0;0,0;0,25;0,5;1,0;0,0;0,0\n");
    assertProblem(
        TABLE,
        "t.csv, row 1, column 2: '0,0' is no whole number from 0 to 255: it has a decimal comma;"
            + " write whole numbers");
  }

  @Test
  void textOfAnotherEncodingIsAnError() throws IOException {
    put("t.csv", "0,1,2,3,4,5,6\nJos\u00e9,1,2,3,4,5,6\n".getBytes(StandardCharsets.ISO_8859_1));
    assertProblem(TABLE, "t.csv: is not UTF-8 text; save it anew as CSV in UTF-8");
    put("t.csv", "0,1,2,3,4,5,6\n".getBytes(StandardCharsets.UTF_16));
    assertProblem(TABLE, "t.csv: is not UTF-8 text; save it anew as CSV in UTF-8");
  }

  @Test
  void indexColumnIsGuessed() throws IOException {
    csv("x.csv", ",a,b,c,d,e,f\n0,1,2,3,4,5,6\n");
    csv("y.csv", "label\n0\n");
    assertProblem(
        PAIR,
        "x.csv, row 2: has 7 columns where 6 are expected; the header's first name is empty: is it"
            + " an index?");
  }

  @Test
  void labelColumnThatIsNotThere() throws IOException {
    csv("x.csv", TinyFiles.csvPixels(0, 2));
    csv("y.csv", "labels\n0\n1\n");
    assertProblem(PAIR, "y.csv, row 1: the header has no column 'label'; did you mean 'labels'?");
  }

  @Test
  void tablesOfAnotherLength() throws IOException {
    csv("x.csv", TinyFiles.csvPixels(0, 4));
    csv("y.csv", TinyFiles.csvLabels(6, 2));
    assertProblem(
        PAIR,
        "x.csv: has 4 rows of data, but y.csv has 6;"
            + " has one of them a header and the other none?");
  }

  @Test
  void csvWithAHeaderAlone() throws IOException {
    csv("x.csv", TinyFiles.csvPixels(0, 0));
    csv("y.csv", TinyFiles.csvLabels(0, 2));
    assertProblem(PAIR, "x.csv: has no rows");
  }

  @Test
  void cifarBatchThatIsNoMultiple() throws IOException {
    channels = 3;
    byte[] batch = TinyFiles.cifarBatch(0, 3, 2);
    put("b.bin", Arrays.copyOf(batch, batch.length - 1));
    assertProblem(
        new Split.CifarBinary(null, null, List.of("b.bin")),
        "b.bin, row 3: the file has 56 bytes, which is no multiple of 19"
            + " (a label and 18 pixels)");
  }

  @Test
  void cifarBatchThatTheArchiveDoesNotHave() throws IOException {
    channels = 3;
    put("b.tar.gz", TinyFiles.tarGz(Map.of("b/1.bin", TinyFiles.cifarBatch(0, 3, 2))));
    assertProblem(
        new Split.CifarBinary(null, "b.tar.gz", List.of("b/1.bin", "b/2.bin")),
        "b.tar.gz: has no file b/2.bin");
  }

  @Test
  void archiveCutOff() throws IOException {
    channels = 3;
    byte[] packed = TinyFiles.tarGz(TinyFiles.classFolders("train", 0, 40, "cat", "dog"));
    put("a.tar.gz", Arrays.copyOf(packed, packed.length - 200));
    assertThatThrownBy(() -> rows(new Split.ImageFolders(null, "a.tar.gz", "train", false, false)))
        .isInstanceOf(ReportedException.class)
        .hasMessageStartingWith("a.tar.gz: is cut off: the gzip data ends after ");
  }

  @Test
  void archiveThatBreaksOffWithinAFileNamesTheFile() throws IOException {
    byte[] packed = TinyFiles.tarGz(Map.of("b/1.bin", new byte[2000]));
    byte[] tar = new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
    put("b.tar", Arrays.copyOf(tar, 1000));
    Split split = new Split.CifarBinary(null, "b.tar", List.of("b/1.bin"));
    Map<String, StoredFile> files =
        Map.of("b.tar", StageTrial.file("b.tar", folder.resolve("b.tar")));
    SplitSource source = new SplitSource("train", split, new ImageShape(2, 3, 3), CLASSES, files);
    assertThatThrownBy(
            () ->
                TarArchive.forEachFile(
                    source, "b.tar", (path, size, content) -> content.readAllBytes()))
        .isInstanceOf(ReportedException.class)
        .hasMessageStartingWith("b.tar, b/1.bin: cannot be read (");
  }

  @Test
  void damagedArchive() throws IOException {
    byte[] packed = TinyFiles.tarGz(classFolders("cat", "dog"));
    packed[packed.length - 8]++; // in the checksum
    put("a.tar.gz", packed);
    assertThatThrownBy(() -> rows(new Split.ImageFolders(null, "a.tar.gz", "train", false, false)))
        .isInstanceOf(ReportedException.class)
        .hasMessageStartingWith("a.tar.gz: is damaged: the gzip data is wrong after ");
  }

  @Test
  void linkInAnArchive() throws IOException {
    channels = 3;
    byte[] batch = TinyFiles.cifarBatch(0, 3, 2);
    put("b.tar", tar(file("b/1.bin"), batch, link("b/2.bin", "b/1.bin"), new byte[0]));
    assertProblem(
        new Split.CifarBinary(null, "b.tar", List.of("b/2.bin")),
        "b.tar, b/2.bin: is a link to b/1.bin, which is not followed; pack it with --dereference"
            + " --hard-dereference");
    assertThat(rows(new Split.CifarBinary(null, "b.tar", List.of("b/1.bin")))).isEqualTo(3);
  }

  @Test
  void fileThatIsTwiceInAnArchive() throws IOException {
    channels = 3;
    byte[] batch = TinyFiles.cifarBatch(0, 3, 2);
    put("b.tar", tar(file("b/1.bin"), batch, file("./b/1.bin"), batch));
    assertProblem(
        new Split.CifarBinary(null, "b.tar", List.of("b/1.bin")),
        "b.tar: has two files b/1.bin; pack it anew");
    put("b.tar", tar(file("b/1.bin"), batch, file("b/1.bin"), Arrays.copyOf(batch, 19)));
    assertProblem(
        new Split.CifarBinary(null, "b.tar", List.of("b/1.bin")),
        "b.tar: has two files b/1.bin; pack it anew");
  }

  @Test
  void secondArchiveBehindTheFirst() throws IOException {
    channels = 3;
    byte[] one = TinyFiles.tar(Map.of("b/1.bin", TinyFiles.cifarBatch(0, 3, 2)));
    byte[] two = TinyFiles.tar(Map.of("b/2.bin", TinyFiles.cifarBatch(0, 3, 2)));
    put("b.tar", concatenated(one, two));
    assertProblem(
        new Split.CifarBinary(null, "b.tar", List.of("b/1.bin")),
        "b.tar: goes on behind the archive's end; are these two archives in one file?");
    put("b.tar", concatenated(one, new byte[5000]));
    assertThat(rows(new Split.CifarBinary(null, "b.tar", List.of("b/1.bin")))).isEqualTo(3);
  }

  /** Which tar -S packs in less room than it has: rows were lost in silence. */
  @Test
  void sparseFileInAnArchiveHasAllItsRows() throws Exception {
    channels = 3;
    for (String batch : List.of("1.bin", "2.bin")) {
      try (RandomAccessFile sparse = new RandomAccessFile(folder.resolve(batch).toFile(), "rw")) {
        sparse.setLength(19 * 100_000);
        sparse.seek(sparse.length() - 1);
        sparse.write(7);
      }
    }
    Process tar =
        new ProcessBuilder("tar", "-S", "-cf", "b.tar", "1.bin", "2.bin")
            .directory(folder.toFile())
            .start();
    assumeTrue(tar.waitFor() == 0, "this tar knows no sparse files");
    assumeTrue(Files.size(folder.resolve("b.tar")) < 19 * 100_000, "this disk has none");
    assertThat(rows(new Split.CifarBinary(null, "b.tar", List.of("1.bin", "2.bin"))))
        .isEqualTo(200_000);
  }

  @Test
  void damagedHeaderInAnArchive() throws IOException {
    channels = 3;
    byte[] tar = TinyFiles.tar(Map.of("b/1.bin", TinyFiles.cifarBatch(0, 3, 2)));
    tar[2] = '2'; // of the name
    put("b.tar", tar);
    assertProblem(
        new Split.CifarBinary(null, "b.tar", List.of("b/2.bin")),
        "b.tar: the header of b/2.bin is damaged; get the file again");
  }

  private static TarArchiveEntry file(String path) {
    return new TarArchiveEntry(path, true);
  }

  private static TarArchiveEntry link(String path, String target) {
    TarArchiveEntry link = new TarArchiveEntry(path, TarConstants.LF_LINK);
    link.setLinkName(target);
    return link;
  }

  private static byte[] tar(
      TarArchiveEntry one, byte[] oneBytes, TarArchiveEntry other, byte[] otherBytes)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (TarArchiveEntry entry : List.of(one, other)) {
        byte[] content = entry == one ? oneBytes : otherBytes;
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void classFolderThatIsNoClass() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>(classFolders("cat", "dogs"));
    put("a.tar.gz", TinyFiles.tarGz(files));
    assertProblem(
        new Split.ImageFolders(null, "a.tar.gz", "train", false, false),
        "train/dogs/0003.png: 'dogs' is no class of the dataset; did you mean 'dog'?");
  }

  @Test
  void archiveWithoutTheFolder() throws IOException {
    put("a.tar.gz", TinyFiles.tarGz(classFolders("cat", "dog")));
    assertProblem(
        new Split.ImageFolders(null, "a.tar.gz", "test", false, false),
        "a.tar.gz: has no .jpg or .png files in folders test/CLASS/");
  }

  private static Map<String, byte[]> classFolders(String... classes) throws IOException {
    return TinyFiles.classFolders("train", 0, 4, classes);
  }

  private void idx(byte[] images, byte[] labels) throws IOException {
    put("x", images);
    put("y", labels);
  }

  private void csv(String name, String text) throws IOException {
    put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void put(String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
  }

  private void assertProblem(Split split, String message) {
    assertThatThrownBy(() -> rows(split)).isInstanceOf(ReportedException.class).hasMessage(message);
  }

  private long rows(Split split) throws IOException {
    return labels(split).size();
  }

  private List<Integer> labels(Split split) throws IOException {
    Map<String, StoredFile> files = new HashMap<>();
    split.files().forEach(file -> files.put(file, StageTrial.file(file, folder.resolve(file))));
    ImageShape shape = new ImageShape(TinyFiles.HEIGHT, TinyFiles.WIDTH, channels);
    List<Integer> labels = new ArrayList<>();
    Set<Long> ids = new HashSet<>();
    new SplitSource("train", split, shape, classes, files)
        .read(
            new SplitSource.Sink() {
              @Override
              public boolean wants(long id, int label) {
                return ids.add(id);
              }

              @Override
              public void row(long id, int label, byte[] pixels) {
                labels.add(label);
              }

              @Override
              public void warning(String line) {
                throw new AssertionError(line);
              }
            });
    return labels;
  }
}
