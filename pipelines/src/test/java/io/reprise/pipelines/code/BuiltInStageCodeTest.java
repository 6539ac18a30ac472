package io.reprise.pipelines.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.TestStages;
import io.reprise.pipelines.plan.StageTypes;
import io.reprise.stages.BuiltInStages;
import io.reprise.stages.spi.Stage;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How finely the code of the built-in stages is told apart. */
class BuiltInStageCodeTest {

  private static CodeGraph built;
  private static CodeGraph anew;

  @BeforeAll
  static void analyse() throws IOException {
    built = CodeGraph.parse(resource(BuiltCode.GRAPH));
    anew = WriteCodeGraph.graph(classPathOfTheBuild());
  }

  /** The tests' class path without what only tests have. */
  private static List<String> classPathOfTheBuild() {
    Set<String> libraries =
        built.nodes().stream().map(node -> node.part().name()).collect(Collectors.toSet());
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> libraries.contains(new File(entry).getName()))
        .toList();
  }

  @Test
  void whatTheBuildWroteIsUpToDate() {
    assertThat(anew.text()).isEqualTo(built.text());
  }

  @Test
  void buildAndProcessSeeTheSameCode() throws IOException {
    String digests = resource(BuiltCode.DIGESTS);
    for (Stage stage : BuiltInStages.all()) {
      Code listing = new StageCode().listing(stage);
      assertThat(listing).isEqualTo(built.reach(start(stage)));
      assertThat(new StageCode().digest(stage)).isEqualTo(listing.digest());
      assertThat(digests).contains(stage.getClass().getName() + "=" + listing.digest() + "\n");
    }
  }

  @Test
  void trainReachesItsLibrariesAndNatives() {
    assertThat(parts("train"))
        .contains("class io.reprise.stages.train.TrainingLoop")
        .contains("class io.reprise.stages.network.LayerStack")
        .contains("class org.nd4j.nativeblas.Nd4jCpu") // only a library asks for it
        .anyMatch(part -> part.startsWith("library deeplearning4j-nn-"))
        .anyMatch(part -> part.matches("library nd4j-native-[0-9].*-(linux|macosx|windows)-.*"))
        .anyMatch(part -> part.matches("library openblas-[0-9].*-(linux|macosx|windows)-.*"))
        .noneMatch(part -> part.startsWith("library smile-"));
  }

  @Test
  void stagesThatShareNothingDoNotReachEachOther() {
    assertThat(parts("train"))
        .noneMatch(part -> part.startsWith("class io.reprise.stages.project."))
        .noneMatch(part -> part.startsWith("class io.reprise.stages.cluster."))
        .noneMatch(part -> part.startsWith("class io.reprise.stages.augment."));
    assertThat(parts("tsne"))
        .anyMatch(part -> part.startsWith("library smile-core-"))
        .noneMatch(part -> part.matches("library (deeplearning4j|nd4j)-.*"))
        .noneMatch(part -> part.startsWith("class io.reprise.stages.train."))
        .noneMatch(part -> part.startsWith("class io.reprise.stages.network."));
    assertThat(parts("augment")).contains("class io.reprise.stages.image.Rotation");
  }

  @Test
  void engineIsNoPartOfAnyStage() {
    for (Stage stage : BuiltInStages.all()) {
      assertThat(parts(stage.type().name()))
          .noneMatch(part -> part.startsWith("class io.reprise.pipelines."))
          .noneMatch(part -> part.startsWith("library picocli"));
    }
    Stage own = TestStages.types().find("sum").orElseThrow();
    assertThat(new StageCode().listing(own).parts().keySet())
        .contains("stage io.reprise.pipelines.TestStages$Sum")
        .contains("class io.reprise.pipelines.TestStages")
        .contains("class io.reprise.stages.spi.Work")
        .noneMatch(part -> part.startsWith("class io.reprise.pipelines.plan."))
        .noneMatch(part -> part.startsWith("jar "));
  }

  /** Else each stage that reaches it would depend on all classes of its module. */
  @Test
  void noClassOfOursLooksUpWhatNobodyCanForesee() throws IOException {
    for (var module : BuiltCode.modules()) {
      try (Root root = Root.open(module)) {
        for (String name : root.classes().toList()) {
          assertThat(ClassFacts.of(root.read(name + ".class")).dynamic()).as(name).isFalse();
        }
      }
    }
  }

  private static Set<String> parts(String type) {
    Stage stage = new StageTypes(BuiltInStages.all()).find(type).orElseThrow();
    return new StageCode().listing(stage).parts().keySet();
  }

  private static Part start(Stage stage) {
    return new Part(Part.Kind.CLASS, stage.getClass().getName());
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = BuiltCode.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
