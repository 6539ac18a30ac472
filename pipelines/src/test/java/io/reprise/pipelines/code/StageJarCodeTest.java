package io.reprise.pipelines.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.SourceJar;
import io.reprise.stages.spi.Stage;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of a stage from a user's jar, as that is edited. */
class StageJarCodeTest {

  private static final String STAGE =
      """
      package demo;

      import io.reprise.stages.spi.*;
      import java.util.List;
      import org.apache.beam.sdk.Pipeline;

      public final class DemoStage implements Stage {
        public StageType type() {
          return new StageType("demo", "", "", List.of(), List.of(), List.of());
        }
        public void expand(Pipeline beam, StageContext context) {
          Work.onOneWorker(beam, "Help", () -> Helper.help(3));
        }
      }
      """;

  private static final String HELPER =
      """
      package demo;

      final class Helper {
        static int help(int count) {
          int total = 0;
          for (int each = 0; each < count; each++) {
            total += each;
          }
          return total;
        }
      }
      """;

  private static final String SIBLING =
      """
      package demo;

      final class Sibling {
        static int unused() {
          return 1;
        }
      }
      """;

  @TempDir static Path folder;

  private static Code before;

  @BeforeAll
  static void build() throws Exception {
    before = code(jar(STAGE, HELPER, SIBLING));
  }

  @Test
  void listsTheStagesOwnClassesAndJoinsTheBuildsGraph() {
    assertThat(before.parts().keySet())
        .contains("stage demo.DemoStage", "class demo.Helper")
        .contains("class io.reprise.stages.spi.Work", "class io.reprise.schemas.yaml.YamlNode")
        .anyMatch(part -> part.startsWith("library beam-sdks-java-core-"))
        .doesNotContain("class demo.Sibling")
        .noneMatch(part -> part.startsWith("class java."))
        .noneMatch(part -> part.startsWith("jar "));
  }

  @Test
  void movedLinesCommentsAndLocalNamesChangeNothing() throws Exception {
    String moved = HELPER.replace("  static", "\n\n  // Adds up.\n  static");
    assertThat(code(jar(STAGE, moved, SIBLING)).digest()).isEqualTo(before.digest());
    String renamed = HELPER.replace("total", "sum").replace("count", "n");
    assertThat(code(jar(STAGE, renamed, SIBLING)).digest()).isEqualTo(before.digest());
  }

  @Test
  void debugInformationChangesNothing() throws Exception {
    for (String option : new String[] {"-g", "-g:none", "-parameters"}) {
      Path jar = sources(STAGE, HELPER, SIBLING).option(option).jar("demo.jar");
      assertThat(code(jar)).as(option).isEqualTo(before);
    }
  }

  @Test
  void changedHelperChangesExactlyItsOwnPartAndRevertedComesBack() throws Exception {
    Code changed = code(jar(STAGE, HELPER.replace("+= each", "+= 2 * each"), SIBLING));
    assertThat(changed.digest()).isNotEqualTo(before.digest());
    assertThat(differing(before, changed)).containsExactly("class demo.Helper");
    assertThat(code(jar(STAGE, HELPER, SIBLING)).digest()).isEqualTo(before.digest());
  }

  @Test
  void changeOfWhatTheStageDoesNotReachChangesNothing() throws Exception {
    Path jar = jar(STAGE, HELPER, SIBLING.replace("return 1", "return 2"));
    assertThat(code(jar).digest()).isEqualTo(before.digest());
  }

  @Test
  void folderOfClassesIsLikeAJar() throws Exception {
    assertThat(code(sources(STAGE, HELPER, SIBLING).classes())).isEqualTo(before);
  }

  /** Whatever such a class may load is in its jar, so the jar counts as a whole. */
  @Test
  void classLoadedByAnUnknownNameBringsTheWholeJar() throws Exception {
    String loading =
        HELPER.replace(
            "int total = 0;",
            "int total = 0; try { Class.forName(System.getenv(\"X\")); } catch (Exception e) {}");
    Code loaded = code(jar(STAGE, loading, SIBLING));
    assertThat(loaded.parts()).containsKey("jar demo.jar");
    Path later = sources(STAGE, loading, SIBLING).time(1_700_000_000_000L).jar("demo.jar");
    assertThat(code(later)).isEqualTo(loaded);
    Path other = jar(STAGE, loading, SIBLING.replace("return 1", "return 2"));
    assertThat(differing(loaded, code(other)))
        .containsExactlyInAnyOrder("jar demo.jar", "class demo.Sibling");
  }

  @Test
  void classLoadedByItsNameIsOneOfTheReached() throws Exception {
    String loading =
        HELPER.replace(
            "int total = 0;",
            "int total = 0; try { Class.forName(\"demo.Sibling\"); } catch (Exception e) {}");
    assertThat(code(jar(STAGE, loading, SIBLING)).parts().keySet())
        .contains("class demo.Sibling")
        .doesNotContain("jar demo.jar");
  }

  @Test
  void resourceReadByItsNameIsAPartOfItsOwn() throws Exception {
    String reading =
        HELPER.replace("int total = 0;", "int total = 0; Helper.class.getResource(\"a.txt\");");
    Code first = code(sources(STAGE, reading, SIBLING).with("demo/a.txt", "1").jar("demo.jar"));
    Code second = code(sources(STAGE, reading, SIBLING).with("demo/a.txt", "2").jar("demo.jar"));
    assertThat(differing(first, second)).containsExactly("resource demo/a.txt");
  }

  @Test
  void folderReadByItsNameBringsItsFiles() throws Exception {
    String reading =
        HELPER.replace("int total = 0;", "int total = 0; Helper.class.getResource(\"/texts\");");
    Path folder = sources(STAGE, reading, SIBLING).with("texts/a.txt", "1").classes();
    assertThat(code(folder).parts()).containsKey("resource texts/a.txt");
  }

  @Test
  void classesForOtherVersionsOfJavaBringTheWholeJar() throws Exception {
    Path jar =
        sources(STAGE, HELPER, SIBLING)
            .with("META-INF/versions/21/demo/Helper.class", "other code")
            .jar("demo.jar");
    assertThat(code(jar).parts()).containsKey("jar demo.jar");
  }

  @Test
  void registeredServiceIsReached() throws Exception {
    Path jar =
        sources(STAGE, HELPER, SIBLING)
            .with("META-INF/services/java.lang.Runnable", "# one\ndemo.Sibling\n")
            .with("META-INF/services/" + Stage.class.getName(), "demo.DemoStage\ndemo.Other\n")
            .with("demo/Other.java", "package demo; class Other {}")
            .jar("demo.jar");
    assertThat(code(jar).parts().keySet())
        .contains("class demo.Sibling")
        .doesNotContain("class demo.Other");
  }

  @Test
  void jarWithoutClassesIsReachedFromTheJarsBesideIt() throws Exception {
    Path natives = new SourceJar(next()).with("demo/x.so", "ELF").jar("natives.jar");
    assertThat(code(jar(STAGE, HELPER, SIBLING), natives).parts()).containsKey("jar natives.jar");
  }

  private static SourceJar sources(String stage, String helper, String sibling) throws IOException {
    return new SourceJar(next())
        .with("demo/DemoStage.java", stage)
        .with("demo/Helper.java", helper)
        .with("demo/Sibling.java", sibling);
  }

  private static Path jar(String stage, String helper, String sibling) throws IOException {
    return sources(stage, helper, sibling).jar("demo.jar");
  }

  private static Path next() throws IOException {
    return Files.createTempDirectory(folder, "build");
  }

  private static Code code(Path... places) throws Exception {
    URL[] urls = new URL[places.length];
    for (int i = 0; i < places.length; i++) {
      urls[i] = places[i].toUri().toURL();
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls, StageJarCodeTest.class.getClassLoader())) {
      Stage stage =
          (Stage) loader.loadClass("demo.DemoStage").getDeclaredConstructor().newInstance();
      Code code = new StageCode().listing(stage);
      assertThat(new StageCode().digest(stage)).isEqualTo(code.digest());
      return code;
    }
  }

  /** Names of parts that only one has, or that differ. */
  private static Set<String> differing(Code one, Code other) {
    Set<Map.Entry<String, String>> entries = new HashSet<>(one.parts().entrySet());
    Set<Map.Entry<String, String>> others = new HashSet<>(other.parts().entrySet());
    entries.removeAll(other.parts().entrySet());
    others.removeAll(one.parts().entrySet());
    Set<String> names = new HashSet<>();
    entries.forEach(entry -> names.add(entry.getKey()));
    others.forEach(entry -> names.add(entry.getKey()));
    return names;
  }
}
