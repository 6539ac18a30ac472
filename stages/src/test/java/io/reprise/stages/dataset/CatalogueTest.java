package io.reprise.stages.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.digest.CanonicalEncoder;
import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

  private static final String TINY =
      """
      dataset: tiny
      title: Tiny
      shape: { height: 2, width: 3, channels: 1 }
      classes: [cat, dog]
      format: csv
      header: true
      labelColumn: label
      splits:
        train: { rows: 4, pixels: x.csv, labels: y.csv }
        test: { table: t.csv.gz }
      """;

  @TempDir Path data;

  @Test
  void readsADataset() throws IOException {
    Dataset dataset = tiny(TINY);
    assertThat(dataset.definition())
        .isEqualTo(
            new DatasetDefinition(
                "tiny",
                new ImageShape(2, 3, 1),
                List.of("cat", "dog"),
                java.util.Map.of(
                    "train", new Split.CsvPair(4L, "x.csv", "y.csv", true, "label"),
                    "test", new Split.CsvTable(null, "t.csv.gz", true, "label"))));
    assertThat(dataset.files().keySet()).containsExactly("x.csv", "y.csv", "t.csv.gz");
    assertThat(dataset.path("x.csv")).isEqualTo(data.resolve("tiny/x.csv"));
    assertThat(dataset.rows()).isEqualTo(4);
    assertThat(DatasetDefinition.of(dataset.facts())).isEqualTo(dataset.definition());
  }

  @Test
  void pixelsAndLabelsOfOneFileAreATable() throws IOException {
    String oneFile = TINY.replace("pixels: x.csv, labels: y.csv", "pixels: x.csv, labels: x.csv");
    Dataset dataset = tiny(oneFile);
    assertThat(dataset.definition().splits())
        .containsEntry("train", new Split.CsvTable(4L, "x.csv", true, "label"));
    assertThat(dataset.facts())
        .isEqualTo(tiny(TINY.replace("pixels: x.csv, labels: y.csv", "table: x.csv")).facts());
    assertThatThrownBy(() -> tiny(oneFile.replace("labelColumn: label\n", "")))
        .hasMessageContaining("'labelColumn' is missing");
  }

  @Test
  void addressesAndWordsForPeopleAreNoFacts() throws IOException {
    Digest plain = CanonicalEncoder.digest(tiny(TINY).facts());
    String more =
        TINY.replace("title: Tiny", "title: Other\nlicence: MIT\nfolder: elsewhere")
            + "files: { x.csv: { bytes: 7 }, y.csv: {}, t.csv.gz: { url: \"http://host/t\" } }\n";
    assertThat(CanonicalEncoder.digest(tiny(more).facts())).isEqualTo(plain);
    assertThat(CanonicalEncoder.digest(tiny(TINY.replace("rows: 4", "rows: 5")).facts()))
        .isNotEqualTo(plain);
  }

  @Test
  void factsAreTheSameHoweverTheFileSaysThem() throws IOException {
    String implied =
        TINY.replace("header: true\n", "").replace("labelColumn: label", "labelColumn: 1");
    String said = implied.replace("labelColumn: 1", "labelColumn: '1'\nheader: false");
    assertThat(CanonicalEncoder.digest(tiny(said).facts()))
        .isEqualTo(CanonicalEncoder.digest(tiny(implied).facts()));
  }

  @Test
  void folderMayBeAnothersNameAndAPathHasItsFilesBesideIt() throws IOException {
    assertThat(tiny(TINY + "folder: shared\n").path("x.csv"))
        .isEqualTo(data.resolve("shared/x.csv"));
    Path own = Files.createDirectory(data.resolve("own"));
    Files.writeString(own.resolve("mine.yaml"), TINY);
    Dataset dataset = new Catalogue(data).find("own/mine.yaml", data);
    assertThat(dataset.path("x.csv").toAbsolutePath())
        .isEqualTo(own.resolve("x.csv").toAbsolutePath());
  }

  /** Each replaces a line of the dataset above; the message is checked after the file's name. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          title: Tiny | titel: Tiny | :2: unknown key 'titel'; did you mean 'title'?
          format: csv | format: cvs | :5: format cannot be 'cvs'; did you mean 'csv'?
          format: csv | format: idx | :6: 'header' is for format csv alone, and this is idx
          header: true | header: yes | :6: header must be true or false, not the text 'yes'
          header: true | header: false | :7: without a header labelColumn is a number from 1, not 'label'; or say header: true
          width: 3 | width: 0 | :3: shape.width must be an integer above 0, not 0
          channels: 1 | channels: 2 | :3: shape.channels must be 1 or 3, not 2
          dog] | cat] | :4: classes names something twice
          pixels: x.csv | pixel: x.csv | :9: unknown key 'splits.train.pixel'; did you mean 'pixels'?
          pixels: x.csv | pixels: ../x.csv | :9: '../x.csv' is no path below the dataset's folder
          ', labels: y.csv' | '' | :9: 'splits.train.labels' is missing
          test: { table: t.csv.gz } | validation: {} | :10: unknown key 'splits.validation'; there is test, train
          dataset: tiny | dataset: tyni | ': says dataset: tyni, but its file''s name says tiny'
          """)
  void mistakesAreSaidWithTheirLine(String right, String wrong, String message) {
    assertThatThrownBy(() -> tiny(TINY.replace(right, wrong)))
        .isInstanceOf(ReportedException.class)
        .hasMessage(data.resolve("tiny.yaml") + message);
  }

  @Test
  void fileOfASplitMustBeListedWhereFilesAre() {
    assertThatThrownBy(() -> tiny(TINY + "files: { x.csv: {}, y.csv: {}, t.csv: {} }\n"))
        .hasMessage(
            data.resolve("tiny.yaml")
                + ":11: 't.csv.gz' of splits is not listed in files; did you mean 't.csv'?");
    assertThatThrownBy(() -> tiny(TINY + "files: { x.csv: { sha256: abc } }\n"))
        .hasMessage(
            data.resolve("tiny.yaml")
                + ":11: a SHA-256 is 64 lower-case hexadecimal digits, not 'abc'");
  }

  @Test
  void unknownDatasetsHaveTheNearestName() throws IOException {
    tiny(TINY);
    assertThatThrownBy(() -> new Catalogue(data).find("tinny", data))
        .hasMessage("there is no dataset 'tinny' in " + data + "; did you mean 'tiny'?");
    assertThatThrownBy(() -> new Catalogue(data).find("./elsewhere.yaml", data))
        .hasMessage("there is no dataset file " + data.resolve("elsewhere.yaml"));
    assertThatThrownBy(() -> new Catalogue(data).find("./tinny.yaml", data))
        .hasMessageEndingWith("tinny.yaml; did you mean 'tiny.yaml'?");
  }

  @Test
  void checkTellsMissingFromWrongAndRight() throws IOException {
    Dataset dataset =
        tiny(
            TINY
                + "files: { x.csv: { bytes: 3, sha256: "
                + Digest.of("abc")
                + " }, y.csv: { bytes: 3 }, t.csv.gz: { url: \"http://host/t\" } }\n");
    Files.createDirectory(data.resolve("tiny"));
    Files.writeString(dataset.path("x.csv"), "abd");
    Files.writeString(dataset.path("y.csv"), "1234");
    assertThat(DatasetCheck.quick(dataset))
        .containsExactly(
            new FileCheck("x.csv", FileCheck.State.PRESENT, ""),
            new FileCheck(
                "y.csv",
                FileCheck.State.WRONG,
                dataset.path("y.csv") + " has 4 bytes where 3 are expected"),
            new FileCheck(
                "t.csv.gz", FileCheck.State.MISSING, dataset.path("t.csv.gz") + " is missing"));
    assertThat(DatasetCheck.full(dataset).get(0).problem())
        .isEqualTo(
            String.format(
                Locale.ROOT,
                "%s has SHA-256 %s where %s is expected",
                dataset.path("x.csv"),
                Digest.of("abd"),
                Digest.of("abc")));
  }

  @Test
  void missingDatasetSaysHowToGetIt() throws IOException {
    String files = "files: { x.csv: { %s }, y.csv: {}, t.csv.gz: {} }\n";
    Dataset fetchable =
        tiny(TINY + String.format(Locale.ROOT, files, "url: \"https://host/x.csv\""));
    assertThatThrownBy(() -> DatasetCheck.requirePresent(fetchable))
        .isInstanceOf(ReportedException.class)
        .hasMessage(
            "dataset tiny is not here: "
                + data.resolve("tiny/x.csv")
                + " is missing; get it with ./reprise data fetch tiny");
    Dataset ownerless = tiny(TINY);
    assertThatThrownBy(() -> DatasetCheck.requirePresent(ownerless))
        .hasMessageEndingWith(
            "is missing; no url is given for it: put it there, or copy it with ./reprise data fetch"
                + " tiny --from DIR");
    assertThat(DatasetCheck.present(ownerless)).isFalse();
  }

  @Test
  void everyEntryOfTheProjectsCatalogueIsRight() {
    List<Dataset> all = new Catalogue(Path.of("../data")).all();
    assertThat(all)
        .extracting(Dataset::name)
        .contains("cifar-10", "cifar-10-jpeg", "fashion-mnist", "mnist");
    assertThat(all)
        .allSatisfy(
            dataset ->
                assertThat(dataset.files().values())
                    .allMatch(file -> file.sha256() != null && file.bytes() != null));
  }

  private Dataset tiny(String yaml) throws IOException {
    Files.writeString(data.resolve("tiny.yaml"), yaml);
    return new Catalogue(data).find("tiny", data);
  }
}
