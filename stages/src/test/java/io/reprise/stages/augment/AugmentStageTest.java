package io.reprise.stages.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Example;
import io.reprise.schemas.yaml.Location;
import io.reprise.schemas.yaml.Yaml;
import io.reprise.schemas.yaml.YamlNode;
import io.reprise.stages.StageTrial;
import io.reprise.stages.TrialFiles;
import io.reprise.stages.image.Raster;
import io.reprise.stages.image.Rotation;
import io.reprise.stages.spi.ParameterFields;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AugmentStageTest {

  private static final String ALL =
      "{ copies: 2, rotation: 10, gaussianNoise: 0.05, flipHorizontal: 0.5, seed: 27 }";
  private static final int IMAGES = 120;

  @TempDir Path folder;
  private Path input;
  private int runs;

  @BeforeEach
  void writeInput() throws IOException {
    input = examples("in", "train", IMAGES);
  }

  /** A change of these is a change of what parameters mean: raise the stage's version with it. */
  @Test
  void bytesAreTheSameEverywhere() throws IOException {
    assertThat(StageTrial.digests(augment(ALL)))
        .isEqualTo(
            Map.of(
                "examples/00000.parquet",
                    "9d1ed5e45e84219cf8baf094cbdef79bed6208e2bb34ac409599118bf851004a",
                "examples/00001.parquet",
                    "19fe6099deeb7a8c1f9902558103cf1654027c5e0836a8e7ea8922bc1ef6bca1",
                "examples/00002.parquet",
                    "0c2da98274841c4040541b9d967133fa484dd69089477c12ba342585ca9c6f8b",
                "examples/_dataset.json",
                    "f335fe50c3ecb3c21b602f35c963637da850cde83bcdd17c9161acd22dd636a3"));
  }

  @Test
  void bytesDoNotDependOnThreads() throws IOException {
    Path cut = cutIntoShards(50);
    Path one = trial(ALL).threads(1).in("examples", cut).run();
    Path again = trial(ALL).threads(1).in("examples", cut).run();
    Path four = trial(ALL).threads(4).in("examples", cut).run();
    assertThat(StageTrial.digests(one)).hasSize(3 * 3 + 1);
    assertThat(StageTrial.digests(again)).isEqualTo(StageTrial.digests(one));
    assertThat(StageTrial.digests(four)).isEqualTo(StageTrial.digests(one));
  }

  @Test
  void rowsDoNotDependOnTheShardsOfTheInput() throws IOException {
    Path cut = trial(ALL).in("examples", cutIntoShards(7)).run();
    assertThat(read(cut.resolve("examples"))).isEqualTo(read(augment(ALL).resolve("examples")));
  }

  @Test
  void everyImageIsFollowedByItsCopies() throws IOException {
    List<Example> originals = read(input);
    List<Example> all = read(augment(ALL).resolve("examples"));
    assertThat(all).hasSize(3 * IMAGES);
    for (int i = 0; i < all.size(); i++) {
      Example original = originals.get(i / 3);
      Example row = all.get(i);
      assertThat(row.getId()).isEqualTo(i);
      assertThat(row.getLabel()).isEqualTo(original.getLabel());
      assertThat(row.getSplit()).isEqualTo("train");
      assertThat(row.getSourceId()).isEqualTo(original.getSourceId());
      if (i % 3 == 0) {
        assertThat(row.getPixels()).isEqualTo(original.getPixels());
        assertThat(row.getAugmentation()).isNull();
      } else {
        assertThat(row.getPixels()).isNotEqualTo(original.getPixels());
        assertThat(row.getAugmentation())
            .matches("rotation -?\\d+(\\.\\d+)?; noise 0\\.05(; flip horizontal)?");
      }
    }
  }

  @Test
  void factsAreThoseOfTheInputWithTheNewCount() throws IOException {
    Path out = augment(ALL);
    assertThat(ExampleFacts.read(StageTrial.files(out.resolve("examples"))))
        .isEqualTo(new ExampleFacts("drawn", 6, 5, 1, List.of("a", "b", "c"), 3 * IMAGES));
    assertThat(out.resolve("warnings")).doesNotExist();
  }

  @Test
  void originalsCanBeLeftOutAndTheirIdsStayFree() throws IOException {
    List<Example> rows = read(augment("{ rotation: 5, keepOriginals: false }").resolve("examples"));
    assertThat(rows).hasSize(IMAGES).allMatch(row -> row.getId() % 2 == 1);
    assertThat(rows).allMatch(row -> row.getAugmentation() != null);
  }

  @Test
  void anglesFillTheRangeEvenlyAndAreWrittenDown() throws IOException {
    String settings = "{ copies: 20, keepOriginals: false, rotation: 30 }";
    List<Double> angles = angles(read(augment(settings).resolve("examples")));
    assertThat(angles).hasSize(20 * IMAGES).allMatch(angle -> Math.abs(angle) <= 30);
    for (double limit = -15; limit <= 15; limit += 15) {
      double below = limit;
      double share = angles.stream().filter(a -> a < below).count() / (double) angles.size();
      assertThat(share).isBetween((limit + 30) / 60 - 0.03, (limit + 30) / 60 + 0.03);
    }
  }

  @Test
  void fixedRotationTurnsEveryCopyByTheAngleItself() throws IOException {
    String settings = "{ rotation: 90, rotationMode: fixed, keepOriginals: false }";
    List<Example> originals = read(input);
    List<Example> rows = read(augment(settings).resolve("examples"));
    assertThat(rows).allMatch(row -> "rotation 90".equals(row.getAugmentation()));
    for (int i = 0; i < IMAGES; i++) {
      Raster turned = new Rotation(90, 0).of(new Raster(1, 6, 5, bytes(originals.get(i))));
      assertThat(bytes(rows.get(i))).isEqualTo(turned.pixels());
    }
  }

  @Test
  void flipsHappenWithTheirProbabilityAndOthersAreUnchanged() throws IOException {
    String settings = "{ copies: 10, keepOriginals: false, flipVertical: 0.25 }";
    List<Example> originals = read(input);
    List<Example> rows = read(augment(settings).resolve("examples"));
    int flipped = 0;
    for (Example row : rows) {
      Raster expected = new Raster(1, 6, 5, bytes(originals.get((int) row.getSourceId() - 1000)));
      if ("flip vertical".equals(row.getAugmentation())) {
        expected.flipVertical();
        flipped++;
      } else {
        assertThat(row.getAugmentation()).isEqualTo("none");
      }
      assertThat(bytes(row)).isEqualTo(expected.pixels());
    }
    assertThat(flipped / (double) rows.size()).isBetween(0.20, 0.30);
  }

  @Test
  void noiseDoesNotChangeTheAngles() throws IOException {
    List<Double> without = angles(read(augment("{ rotation: 30 }").resolve("examples")));
    List<Double> with =
        angles(read(augment("{ rotation: 30, gaussianNoise: 0.1 }").resolve("examples")));
    assertThat(with).isEqualTo(without);
  }

  @Test
  void anotherSeedGivesOtherPixels() throws IOException {
    List<Example> one = read(augment("{ gaussianNoise: 0.1, seed: 1 }").resolve("examples"));
    List<Example> two = read(augment("{ gaussianNoise: 0.1, seed: 2 }").resolve("examples"));
    for (int i = 1; i < one.size(); i += 2) {
      assertThat(two.get(i).getPixels()).isNotEqualTo(one.get(i).getPixels());
    }
  }

  @Test
  void noImagesGiveAnEmptyTable() throws IOException {
    Path out = trial(ALL).in("examples", examples("empty", "train", 0)).run();
    assertThat(read(out.resolve("examples"))).isEmpty();
    assertThat(ExampleFacts.read(StageTrial.files(out.resolve("examples"))).rows()).isZero();
  }

  @Test
  void leavingNoImageIsAProblem() {
    assertThatThrownBy(() -> trial("{ copies: 0, keepOriginals: false }").settings())
        .isInstanceOf(ReportedException.class)
        .hasMessage(
            "copies is 0 and keepOriginals is false, which leaves no image: change one of them");
  }

  @Test
  void copiesWithoutAnOperationWarn() throws IOException {
    assertThat(warnings(augment("{ copies: 3 }")))
        .containsExactly(
            "every image is there 4 times, unchanged: set rotation, gaussianNoise, flipHorizontal"
                + " or flipVertical");
  }

  @Test
  void noCopiesWarn() throws IOException {
    Path out = augment("{ copies: 0, rotation: 10 }");
    assertThat(warnings(out))
        .containsExactly(
            "copies is 0: the examples are passed on as they are; set copies, or leave the stage"
                + " out");
    assertThat(read(out.resolve("examples"))).isEqualTo(read(input));
  }

  @Test
  void augmentingTestImagesWarns() throws IOException {
    Path out = trial("{ rotation: 10 }").in("examples", examples("test", "test", 5)).run();
    assertThat(warnings(out)).singleElement().asString().contains("the split 'test'");
  }

  @Test
  void imageWithMissingPixelsIsReported() throws IOException {
    Path broken = folder.resolve("broken");
    Example small = new Example(7L, "train", 0, 6, 5, 1, ByteBuffer.wrap(new byte[29]), 7L, null);
    write(broken, List.of(small));
    assertThatThrownBy(() -> trial("{ rotation: 10 }").in("examples", broken).run())
        .isInstanceOf(ReportedException.class)
        .hasMessage(
            "the example with id 7 has 29 pixels instead of 30 for 1 x 6 x 5: run the stage that"
                + " wrote it anew with --force");
  }

  @Test
  void exampleOfTheDeclarationIsRight() {
    YamlNode.Mapping example =
        (YamlNode.Mapping) Yaml.parse(new AugmentStage().type().example(), new Location("e", 1));
    List<String> problems = new ArrayList<>();
    YamlNode.Mapping with = (YamlNode.Mapping) Objects.requireNonNull(example.get("with"));
    ParameterFields.resolve(new AugmentStage().type().parameters(), with, "", problems::add);
    assertThat(problems).isEmpty();
  }

  private Path augment(String settings) throws IOException {
    return trial(settings).in("examples", input).run();
  }

  private StageTrial trial(String settings) {
    return new StageTrial(new AugmentStage(), folder.resolve("run" + runs++)).with(settings);
  }

  private Path examples(String name, String split, int count) throws IOException {
    List<Example> examples = new ArrayList<>();
    for (long id = 0; id < count; id++) {
      byte[] pixels = new byte[30];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (byte) (60 + (id * 31 + i * 17L) % 130);
      }
      int label = (int) (id % 3);
      examples.add(
          new Example(id, split, label, 6, 5, 1, ByteBuffer.wrap(pixels), 1000 + id, null));
    }
    Path table = folder.resolve(name);
    write(table, examples);
    return table;
  }

  private static void write(Path table, List<Example> examples) throws IOException {
    Files.createDirectories(table);
    TrialFiles.table(table, Example.class, examples);
    TrialFiles.facts(
        table, new ExampleFacts("drawn", 6, 5, 1, List.of("a", "b", "c"), examples.size()));
  }

  private Path cutIntoShards(int rows) throws IOException {
    Path cut = folder.resolve("cut");
    List<Example> all = read(input);
    for (int start = 0; start < all.size(); start += rows) {
      List<Example> shard = all.subList(start, Math.min(start + rows, all.size()));
      Path part = folder.resolve("part" + start);
      write(part, shard);
      Files.createDirectories(cut);
      Files.move(part.resolve("00000.parquet"), cut.resolve(Tables.shardName(start / rows)));
    }
    Files.copy(input.resolve("_dataset.json"), cut.resolve("_dataset.json"));
    return cut;
  }

  private static List<Example> read(Path table) throws IOException {
    return Tables.read(StageTrial.files(table), Example.class);
  }

  private static List<String> warnings(Path out) throws IOException {
    return Files.readAllLines(out.resolve("warnings/augment.txt"));
  }

  private static List<Double> angles(List<Example> rows) {
    Pattern form = Pattern.compile("rotation (-?[\\d.]+).*");
    List<Double> angles = new ArrayList<>();
    for (Example row : rows) {
      if (row.getAugmentation() != null) {
        Matcher matcher = form.matcher(row.getAugmentation());
        assertThat(matcher.matches()).isTrue();
        angles.add(Double.parseDouble(matcher.group(1)));
      }
    }
    return angles;
  }

  private static byte[] bytes(Example example) {
    byte[] bytes = new byte[example.getPixels().remaining()];
    example.getPixels().duplicate().get(bytes);
    return bytes;
  }
}
