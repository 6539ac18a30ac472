package io.reprise.stages.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.yaml.Yaml;
import io.reprise.schemas.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SampleDrawingsTest {

  private static final Path DATA = Path.of("../data");
  private static final Map<String, byte[]> FILES = SampleDrawings.files();

  @Test
  void bytesAreTheSameEverywhere() {
    Map<String, String> digests = new TreeMap<>();
    FILES.forEach((name, content) -> digests.put(name, Digest.of(content).hex()));
    assertThat(digests)
        .isEqualTo(
            Map.of(
                "test-images-idx3-ubyte.gz",
                "6d0d063556434da5d4e2fbfb83b6765357b0b9f5d7b4deefadeed5d984e3e9d0",
                "test-labels-idx1-ubyte.gz",
                "ae340e7c4569f2da01bcfa8447c7b373f1dc974f94ded3d9543670d7dbc2b658",
                "train-images-idx3-ubyte.gz",
                "8beed96d46cc47807ceacd82769e34cbaa7ab710f8e87ae93d34f4a69e35f73b",
                "train-labels-idx1-ubyte.gz",
                "1dec8cb7426f81fce06dfc640bcee1a7fd2bd569831d835b58fc251f73c7ea0a",
                "x_test.csv.gz",
                "41d36fd88348b18fcd25eeb851a250f681ca047c61519217e9ddde92e8a3cf0d",
                "x_train.csv.gz",
                "975dd67ea5e0093d574db03e7297bac7908ee7089974f9fea73818a4b2d96d4d",
                "y_test.csv.gz",
                "74d68f0e8bca3d30d482a5a7c87fceef46e7662e22aea3acdd896911f2d7f372",
                "y_train.csv.gz",
                "9eeb77832617e6866b9895539181a9f3a8c144409c221467300d6ea81d5c3592"));
  }

  @Test
  void committedFilesAreWhatIsDrawn() throws IOException {
    for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
      assertThat(Files.readAllBytes(DATA.resolve("sample").resolve(file.getKey())))
          .as(file.getKey())
          .isEqualTo(file.getValue());
    }
  }

  @Test
  void allFilesTogetherStaySmall() {
    assertThat(FILES.values().stream().mapToInt(content -> content.length).sum())
        .isLessThan(2_000_000);
  }

  @Test
  void catalogueListsTheFilesAndClasses() {
    Map<String, Object> listed = new TreeMap<>();
    for (String name : List.of("sample", "sample-csv")) {
      Map<String, @Nullable Object> entry = catalogue(name);
      assertThat(entry).containsEntry("dataset", name);
      assertThat(entry).containsEntry("classes", SampleDrawings.classes());
      ((Map<?, ?>) Objects.requireNonNull(entry.get("files")))
          .forEach((file, facts) -> listed.put((String) file, facts));
    }
    Map<String, Object> expected = new TreeMap<>();
    FILES.forEach(
        (name, content) ->
            expected.put(
                name, Map.of("sha256", Digest.of(content).hex(), "bytes", (long) content.length)));
    assertThat(listed).isEqualTo(expected);
  }

  private static Map<String, @Nullable Object> catalogue(String name) {
    YamlNode root = Yaml.read(DATA.resolve(name + ".yaml"), name);
    return ((YamlNode.Mapping) root).plain();
  }
}
