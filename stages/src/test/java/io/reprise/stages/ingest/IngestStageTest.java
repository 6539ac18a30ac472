package io.reprise.stages.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Example;
import io.reprise.stages.StageTrial;
import io.reprise.stages.dataset.ImageShape;
import io.reprise.stages.dataset.Split;
import io.reprise.stages.spi.Externals;
import io.reprise.stages.spi.ProjectFolders;
import io.reprise.stages.table.ExampleFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class IngestStageTest {

  private static final String[] CLASSES = {"cat", "dog", "owl"};

  @TempDir Path data;

  private int runs;

  @BeforeEach
  void idx() throws IOException {
    TinyFiles.idxDataset(data, 30, 6, CLASSES);
  }

  @Test
  void rowsKeepTheirNumbersAndPixels() throws IOException {
    Path artifact = run("{ dataset: tiny }");
    List<Example> train = Artifact.examples(artifact, "train");
    assertThat(train).hasSize(30);
    assertThat(train.get(7).getId()).isEqualTo(7);
    assertThat(train.get(7).getSourceId()).isEqualTo(7);
    assertThat(train.get(7).getSplit()).isEqualTo("train");
    assertThat(train.get(7).getLabel()).isEqualTo(1);
    assertThat(train.get(7).getPixels().array()).isEqualTo(TinyFiles.pixels(7, 1));
    assertThat(train.get(7).getAugmentation()).isNull();
    assertThat(Artifact.examples(artifact, "validation")).isEmpty();
    assertThat(Artifact.examples(artifact, "test")).hasSize(6);
    assertThat(Artifact.facts(artifact, "test"))
        .isEqualTo(new ExampleFacts("tiny", 2, 3, 1, List.of(CLASSES), 6));
    assertThat(Artifact.rows(artifact, "train")).containsExactly(10.0, 10.0, 10.0);
    assertThat(Artifact.warnings(artifact)).isEmpty();
  }

  @Test
  void validationTakesTheSameShareOfEachClass() throws IOException {
    Path artifact = run("{ dataset: tiny, fraction: 0.5, validation: 0.4, seed: 3 }");
    assertThat(Artifact.rows(artifact, "train")).containsExactly(3.0, 3.0, 3.0);
    assertThat(Artifact.rows(artifact, "validation")).containsExactly(2.0, 2.0, 2.0);
    assertThat(Artifact.rows(artifact, "test")).containsExactly(2.0, 2.0, 2.0);
    List<Example> validation = Artifact.examples(artifact, "validation");
    assertThat(validation)
        .allSatisfy(
            example -> {
              assertThat(example.getSplit()).isEqualTo("validation");
              assertThat(example.getPixels().array())
                  .isEqualTo(TinyFiles.pixels((int) (long) example.getId(), 1));
            });
    assertThat(validation)
        .extracting(Example::getId)
        .doesNotContainAnyElementsOf(
            Artifact.examples(artifact, "train").stream().map(Example::getId).toList());
  }

  @Test
  void keptClassesAreRelabelledInTheListsOrder() throws IOException {
    Path artifact = run("{ dataset: tiny, classes: [owl, cat] }");
    assertThat(Artifact.facts(artifact, "train").classes()).containsExactly("owl", "cat");
    assertThat(Artifact.rows(artifact, "train")).containsExactly(10.0, 10.0);
    assertThat(Artifact.examples(artifact, "train"))
        .allMatch(example -> example.getLabel() == (example.getId() % 3 == 2 ? 0 : 1))
        .noneMatch(example -> example.getId() % 3 == 1);
    assertThat(Artifact.warnings(artifact)).isEmpty();
  }

  @Test
  void mergedClassesCountTogetherAndWhatIsLeftOutIsSaid() throws IOException {
    Path artifact = run("{ dataset: tiny, merge: { pet: [cat, dog] } }");
    assertThat(Artifact.facts(artifact, "train").classes()).containsExactly("pet");
    assertThat(Artifact.rows(artifact, "train")).containsExactly(20.0);
    assertThat(Artifact.warnings(artifact))
        .isEqualTo("merge leaves out owl: their rows are in no split\n");
  }

  @Test
  void labelsOfMergedClassesFollowTheDatasetInWhateverOrderTheyAreWritten() throws IOException {
    String written = "{ dataset: tiny, merge: { z: [cat], b: [dog, owl] } }";
    String turned = "{ dataset: tiny, merge: { b: [owl, dog], z: [cat] } }";
    Path artifact = run(written);
    assertThat(Artifact.facts(artifact, "train").classes()).containsExactly("z", "b");
    assertThat(StageTrial.digests(run(turned))).isEqualTo(StageTrial.digests(artifact));
  }

  @Test
  void runsAndThreadCountsGiveTheSameBytes() throws IOException {
    String settings = "{ dataset: tiny, validation: 0.3, seed: 5, rowsPerShard: 7 }";
    SortedMap<String, String> first = StageTrial.digests(trial(settings).threads(1).run());
    assertThat(first).containsKeys("train/00004.parquet", "test/00000.parquet");
    assertThat(StageTrial.digests(trial(settings).threads(1).run())).isEqualTo(first);
    assertThat(StageTrial.digests(trial(settings).threads(4).run())).isEqualTo(first);
    assertThat(StageTrial.digests(trial(settings.replace("5", "6")).run())).isNotEqualTo(first);
  }

  @Test
  void csvPairAndTableEqualIdx() throws IOException {
    SortedMap<String, String> idx = StageTrial.digests(run("{ dataset: tiny, validation: 0.3 }"));
    put("x.csv.gz", TinyFiles.gzip(bytes(TinyFiles.csvPixels(0, 30))));
    put("y.csv", bytes(TinyFiles.csvLabels(30, 3)));
    put("tx.csv", bytes(TinyFiles.csvPixels(1000, 6).replace("\n", "\r\n")));
    put("ty.csv", bytes(TinyFiles.csvLabels(6, 3)));
    TinyFiles.dataset(
        data,
        "csv\nheader: true\nlabelColumn: label",
        1,
        "train: { rows: 30, pixels: x.csv.gz, labels: y.csv }",
        "test: { rows: 6, pixels: tx.csv, labels: ty.csv }",
        CLASSES);
    assertThat(StageTrial.digests(run("{ dataset: tiny, validation: 0.3 }"))).isEqualTo(idx);
    put("t.csv", bytes(TinyFiles.csvTable(0, 30, 3)));
    put("tt.csv", bytes(TinyFiles.csvTable(1000, 6, 3)));
    TinyFiles.dataset(
        data,
        "csv\nlabelColumn: 1",
        1,
        "train: { rows: 30, table: t.csv }",
        "test: { rows: 6, table: tt.csv }",
        CLASSES);
    assertThat(StageTrial.digests(run("{ dataset: tiny, validation: 0.3 }"))).isEqualTo(idx);
  }

  @Test
  void cifarBatchesAreNumberedInTheCataloguesOrder() throws IOException {
    Map<String, byte[]> batches = new LinkedHashMap<>();
    batches.put("b/2.bin", TinyFiles.cifarBatch(100, 4, 3));
    batches.put("b/1.bin", TinyFiles.cifarBatch(0, 6, 3));
    put("b.tar.gz", TinyFiles.tarGz(batches));
    TinyFiles.dataset(
        data,
        "cifar-binary",
        3,
        "train: { archive: b.tar.gz, batches: [b/1.bin, b/2.bin] }",
        "",
        CLASSES);
    List<Example> train = Artifact.examples(run("{ dataset: tiny }"), "train");
    assertThat(train).hasSize(10);
    assertThat(train.get(5).getPixels().array()).isEqualTo(TinyFiles.pixels(5, 3));
    assertThat(train.get(6).getPixels().array()).isEqualTo(TinyFiles.pixels(100, 3));
    assertThat(train.get(7).getLabel()).isEqualTo(1);
  }

  @Test
  void imageFoldersAreNumberedByPathInArchivesAndOnDiskAlike() throws IOException {
    Map<String, byte[]> files = TinyFiles.classFolders("train", 0, 9, CLASSES);
    files.put("train/cat/._0000.png", new byte[3]);
    put("a.tar.gz", TinyFiles.tarGz(files));
    TinyFiles.dataset(
        data, "image-folders", 3, "train: { archive: a.tar.gz, folder: train }", "", CLASSES);
    Path archived = run("{ dataset: tiny }");
    List<Example> train = Artifact.examples(archived, "train");
    assertThat(train).extracting(Example::getLabel).containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2);
    assertThat(train.get(1).getPixels().array()).isEqualTo(TinyFiles.pixels(3, 3));
    putBelowTiny(files);
    TinyFiles.dataset(data, "image-folders", 3, "train: { folder: train }", "", CLASSES);
    assertThat(StageTrial.digests(trial("{ dataset: tiny }").threads(3).run()))
        .isEqualTo(StageTrial.digests(archived));
  }

  /** An archive stands in its maker's order, and each worker writes every eighth shard. */
  @Test
  void archiveInAnyOrderGivesTheSameRows() throws IOException {
    Map<String, byte[]> files = TinyFiles.classFolders("train", 0, 60, CLASSES);
    TinyFiles.dataset(
        data, "image-folders", 3, "train: { archive: a.tar, folder: train }", "", CLASSES);
    String settings = "{ dataset: tiny, validation: 0.25, seed: 3, rowsPerShard: 4 }";
    SortedMap<String, String> expected = null;
    for (int seed = 0; seed < 4; seed++) {
      List<String> paths = new ArrayList<>(files.keySet());
      Collections.shuffle(paths, new Random(seed));
      Map<String, byte[]> shuffled = new LinkedHashMap<>();
      paths.forEach(path -> shuffled.put(path, files.get(path)));
      put("a.tar", TinyFiles.tar(shuffled));
      SortedMap<String, String> digests = StageTrial.digests(trial(settings).threads(3).run());
      expected = expected == null ? digests : expected;
      assertThat(digests).isEqualTo(expected).containsKeys("train/00014.parquet");
    }
  }

  @Test
  void partsHaveEachRowOnce() {
    Split split = new Split.Idx(null, "x", "y");
    SplitSource source =
        new SplitSource("train", split, new ImageShape(2, 3, 1), List.of(), Map.of());
    for (int count = 1; count <= 8; count++) {
      for (long id = 0; id < 200; id++) {
        int owners = 0;
        for (int index = 0; index < count; index++) {
          IngestPart part = new IngestPart(source, index, count, 7);
          owners += part.has(id) ? 1 : 0;
          if (part.has(id)) {
            assertThat(part.id(part.place(id))).isEqualTo(id);
          }
        }
        assertThat(owners).isEqualTo(1);
      }
    }
  }

  @Test
  void classFolderBehindALinkIsRead() throws IOException {
    Path tiny = Files.createDirectories(data.resolve("tiny"));
    putBelowTiny(TinyFiles.classFolders("train", 0, 9, CLASSES));
    TinyFiles.dataset(data, "image-folders", 3, "train: { folder: train }", "", CLASSES);
    var plain = StageTrial.digests(trial("{ dataset: tiny }").run());
    Path cats = tiny.resolve("train/" + CLASSES[0]);
    Path elsewhere = Files.move(cats, data.resolve("elsewhere"));
    Files.createSymbolicLink(cats, elsewhere);
    assertThat(StageTrial.digests(trial("{ dataset: tiny }").run())).isEqualTo(plain);
    Files.createSymbolicLink(elsewhere.resolve("up"), tiny.resolve("train"));
    assertThatThrownBy(() -> trial("{ dataset: tiny }").run())
        .isInstanceOf(ReportedException.class)
        .hasMessageContaining("up is a link to a folder that it lies in; remove the link");
  }

  /** The folder of one split may lie in the other's: each has the images below its own. */
  @Test
  void overlappingFoldersHaveTheImagesBelowThem() throws IOException {
    putBelowTiny(TinyFiles.classFolders("train", 0, 9, CLASSES));
    putBelowTiny(TinyFiles.classFolders("train/cat", 9, 3, CLASSES));
    TinyFiles.dataset(
        data,
        "image-folders",
        3,
        "train: { folder: train }",
        "test: { folder: train/cat }",
        CLASSES);
    Path artifact = run("{ dataset: tiny }");
    assertThat(Artifact.examples(artifact, "train"))
        .extracting(Example::getLabel)
        .containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2);
    assertThat(Artifact.examples(artifact, "test"))
        .extracting(Example::getLabel)
        .containsExactly(0, 1, 2);
  }

  @Test
  void folderWithoutImagesIsReported() throws IOException {
    putBelowTiny(TinyFiles.classFolders("train", 0, 9, CLASSES));
    Files.createDirectories(data.resolve("tiny/test/cat"));
    TinyFiles.dataset(
        data, "image-folders", 3, "train: { folder: train }", "test: { folder: test }", CLASSES);
    assertThatThrownBy(() -> run("{ dataset: tiny }"))
        .isInstanceOf(ReportedException.class)
        .hasMessage("test: has no .jpg or .png files in folders test/CLASS/");
  }

  /** They are in the listing of files, and there alone. */
  @Test
  void imagesOfAFolderAreNoFacts() throws IOException {
    TinyFiles.dataset(data, "image-folders", 3, "train: { folder: train }", "", CLASSES);
    putBelowTiny(TinyFiles.classFolders("train", 0, 3, CLASSES));
    Externals few = externals();
    putBelowTiny(TinyFiles.classFolders("train", 0, 9, CLASSES));
    Externals more = externals();
    assertThat(more.facts()).isEqualTo(few.facts());
    assertThat(more.files()).hasSize(9).containsKey("train/cat/0003.png");
  }

  private Externals externals() throws IOException {
    return new IngestStage()
        .externals(trial("{ dataset: tiny }").settings(), new ProjectFolders(data, data));
  }

  private void putBelowTiny(Map<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = data.resolve("tiny").resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  @Test
  void brokenImageNamesItsFile() throws IOException {
    Map<String, byte[]> files = TinyFiles.classFolders("train", 0, 9, CLASSES);
    files.put("train/cat/0003.png", new byte[] {1, 2, 3});
    put("a.tar.gz", TinyFiles.tarGz(files));
    TinyFiles.dataset(
        data, "image-folders", 3, "train: { archive: a.tar.gz, folder: train }", "", CLASSES);
    assertThatThrownBy(() -> run("{ dataset: tiny }"))
        .isInstanceOf(ReportedException.class)
        .hasMessage(
            "a.tar.gz/train/cat/0003.png: is no JPEG or PNG image; convert it, or take it away");
  }

  @Test
  void imagesOfOtherSizesAndColoursAreMadeToFitWhereTheDatasetSaysSo() throws IOException {
    Path folder = Files.createDirectories(data.resolve("tiny/train/cat"));
    Files.write(folder.resolve("a.png"), TinyFiles.image(new byte[4 * 6], 4, 6, 1, "png"));
    TinyFiles.dataset(
        data,
        "image-folders\nresize: true\nconvert: true",
        3,
        "train: { folder: train }",
        "",
        CLASSES);
    List<Example> train = Artifact.examples(run("{ dataset: tiny }"), "train");
    assertThat(train.get(0).getPixels().array()).isEqualTo(new byte[2 * 3 * 3]);
    Files.write(folder.resolve("b.gif"), new byte[] {'G', 'I', 'F'});
    assertThatThrownBy(() -> run("{ dataset: tiny }"))
        .hasMessage("train/cat/b.gif: is no JPEG or PNG image; convert it, or take it away");
  }

  @Test
  void suspiciousDataIsSaidAloud() throws IOException {
    put("x.csv", bytes(TinyFiles.csvTable(0, 6, 2)));
    put("tx.csv", bytes(TinyFiles.csvTable(2, 2, 2)));
    TinyFiles.dataset(
        data,
        "csv\nlabelColumn: 1",
        1,
        "train: { rows: 7, table: x.csv }",
        "test: { rows: 9999, table: tx.csv }",
        CLASSES);
    assertThat(Artifact.warnings(run("{ dataset: tiny }")).lines())
        .containsExactly(
            "train has 6 rows, the dataset's file says 7: was the first row once taken for a header, or"
                + " is the last one missing?",
            "test has 2 rows, the dataset's file says 9,999: are these the right files?",
            "train has no rows of owl",
            "test has no rows of owl",
            "2 of test's images are also in train or validation (id 0, 1)");
  }

  @Test
  void headerThatWasARowOfDataOnceIsSaidAloud() throws IOException {
    put("x.csv", bytes("1,0,0.1,7,7.1,7.2,255\n" + TinyFiles.csvTable(0, 6, 3)));
    TinyFiles.dataset(
        data, "csv\nheader: true\nlabelColumn: \"1\"", 1, "train: { table: x.csv }", "", CLASSES);
    assertThat(Artifact.warnings(run("{ dataset: tiny }")))
        .isEqualTo(
            "x.csv, row 1: the header has the name 0.1, as if a row of data had been taken for it"
                + " when the file was written: look for that row\n");
  }

  @Test
  void settingsThatCannotBeAreProblems() {
    assertThatThrownBy(
            () -> trial("{ dataset: tiny, classes: [cat], merge: { a: [cat] } }").settings())
        .hasMessage("classes and merge cannot be given together: merge alone says what is kept");
    assertThatThrownBy(
            () ->
                trial("{ dataset: tiny, merge: { a: [cat], b: [cat], c: [] }, fraction: 0 }")
                    .settings())
        .isInstanceOfSatisfying(
            ReportedException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "merge has 'cat' twice, in a and in b",
                        "merge.c is empty",
                        "fraction is 0, which keeps nothing of train"));
    assertThatThrownBy(
            () -> trial("{ dataset: tiny, classes: [cat, cat], validation: 1 }").settings())
        .hasMessageContaining("classes has 'cat' twice")
        .hasMessageContaining("validation is 1, which leaves nothing to train on");
  }

  @Test
  void unknownClassesHaveTheNearestName() {
    assertThatThrownBy(() -> run("{ dataset: tiny, classes: [cat, dgo] }"))
        .isInstanceOf(ReportedException.class)
        .hasMessage("classes: 'dgo' is no class of tiny; did you mean 'dog'?");
    assertThatThrownBy(() -> run("{ dataset: tiny, merge: { pet: [cat, dogg] } }"))
        .hasMessage("merge.pet: 'dogg' is no class of tiny; did you mean 'dog'?");
  }

  @Test
  void missingFileIsSaidBeforeAnythingRuns() throws IOException {
    Files.delete(data.resolve("tiny/ty"));
    assertThatThrownBy(() -> run("{ dataset: tiny }"))
        .isInstanceOf(ReportedException.class)
        .hasMessageStartingWith("dataset tiny is not here: ")
        .hasMessageContaining("tiny/ty is missing");
  }

  @Test
  void digestsOfTheCatalogueAreExpected() throws IOException {
    Path yaml = data.resolve("tiny.yaml");
    Digest digest = Digest.of("other");
    Files.writeString(
        yaml,
        Files.readString(yaml)
            + "files: { tx: { sha256: "
            + digest
            + " }, ty: {}, x.gz: {}, y: {} }\n");
    Externals externals = externals();
    assertThat(externals.expected()).containsOnly(Map.entry("tx", digest));
    assertThat(externals.remedy())
        .isEqualTo("get it anew with ./reprise data fetch tiny --from DIR");
  }

  private Path run(String settings) throws IOException {
    return trial(settings).run();
  }

  private StageTrial trial(String settings) {
    return new StageTrial(new IngestStage(), data.resolve("run" + runs++))
        .data(data)
        .with(settings);
  }

  private void put(String name, byte[] content) throws IOException {
    Files.write(data.resolve("tiny").resolve(name), content);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
