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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code of a stage from a user's jar, as that is edited. */
class StageJarCodeTest {

  private static final String STAGE =
      """
      package demo;

      import io.reprise.stages.spi.*;
      import java.util.List;

      public final class DemoStage extends OneWorkerStage {
        public StageType type() {
          return new StageType("demo", "", "", List.of(), List.of(), List.of());
        }
        public Work work(StageContext context) {
          return attempt -> Helper.help(3);
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
            .with("META-INF/versions/21/demo/words.txt", "other words")
            .jar("demo.jar");
    assertThat(code(jar).parts()).containsKey("jar demo.jar");
  }

  /**
   * Each gives away what finds any class or resource of the jar, or finds one by a made-up name.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Object o = Helper.class.getClassLoader();",
        "Object o = Thread.currentThread().getContextClassLoader();",
        "java.util.function.Supplier<ClassLoader> s = Helper.class::getClassLoader;",
        "Object o = Helper.class.getModule();",
        "Object o = Helper.class.getProtectionDomain().getCodeSource().getLocation();",
        "Object o = java.beans.Beans.instantiate(Helper.class.getClassLoader(), \"demo.S\" + total);",
        "Object o = new java.io.ObjectInputStream(System.in).readObject();",
        "Object o = java.lang.invoke.MethodHandles.lookup().findClass(\"demo.\" + total);",
        "Object o = java.util.logging.Logger.getLogger(\"a\", \"demo.words\");",
        "Object o = java.util.ResourceBundle.getBundle(\"demo.words\");",
        "Object o = org.apache.commons.io.IOUtils.resourceToString(\"demo/a.txt\","
            + " java.nio.charset.StandardCharsets.UTF_8, Helper.class.getClassLoader());",
        "Object o = new com.fasterxml.jackson.databind.ObjectMapper().readValue(\"\", Helper.class);",
        "Object o = Helper.class.getResource(\"a\" + total);",
        "java.util.function.Function<String, Object> f = Helper.class::getResource;",
      })
  void lookUpThatNobodyCanForeseeBringsTheWholeJar(String code) throws Exception {
    Path jar = jar(STAGE, helper(code), SIBLING);
    assertThat(code(jar).parts()).containsKey("jar demo.jar").containsKey("class demo.Sibling");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Object o = Helper.class.getClassLoader().getResource(\"demo/a.txt\");",
        "Object o = Thread.currentThread().getContextClassLoader().loadClass(\"java.util.List\");",
        "Object o = org.slf4j.LoggerFactory.getLogger(Helper.class);",
        "Object o = org.apache.beam.sdk.values.TypeDescriptor.of(Helper.class);",
        "Runnable r = () -> Helper.help(1); record R(int a) {} Object o = \"x\" + new R(total);",
      })
  void lookUpOfAConstantNameLeavesTheOtherClassesAlone(String code) throws Exception {
    assertThat(code(jar(STAGE, helper(code), SIBLING)).parts().keySet())
        .doesNotContain("jar demo.jar")
        .doesNotContain("class demo.Sibling");
  }

  private static String helper(String code) {
    return HELPER.replace(
        "int total = 0;", "int total = 0; try { " + code + " } catch (Exception e) {}");
  }

  /** A library may look it up by the thread's class loader, under a name from anywhere. */
  @Test
  void resourceThatNobodyNamesIsReached() throws Exception {
    Code first = code(sources(STAGE, HELPER, SIBLING).with("words.txt", "1").jar("demo.jar"));
    Code second = code(sources(STAGE, HELPER, SIBLING).with("words.txt", "2").jar("demo.jar"));
    assertThat(differing(first, second)).containsExactly("resource words.txt");
    String maven = "META-INF/maven/demo/pom.properties";
    Code third =
        code(
            sources(STAGE, HELPER, SIBLING)
                .with("words.txt", "1")
                .with(maven, "#today")
                .jar("demo.jar"));
    assertThat(third).isEqualTo(first);
  }

  @Test
  void resourceBehindAnotherOfItsNameBringsItsJar() throws Exception {
    Path hidden =
        new SourceJar(next())
            .with("demo/S.java", "package demo; class S {}")
            .with("words.txt", "2")
            .jar("hidden.jar");
    Path jar = sources(STAGE, HELPER, SIBLING).with("words.txt", "1").jar("demo.jar");
    assertThat(code(jar, hidden).parts().keySet()).contains("jar hidden.jar", "resource words.txt");
  }

  @Test
  void jarThatAManifestNamesIsBesideTheOther() throws Exception {
    Path other = new SourceJar(next()).with("words.txt", "1").jar("other.jar");
    String manifest = "Manifest-Version: 1.0\nClass-Path: " + other.toUri() + " gone.jar\n\n";
    Path jar =
        sources(STAGE, HELPER, SIBLING).with("META-INF/MANIFEST.MF", manifest).jar("demo.jar");
    assertThat(code(jar).parts()).containsKey("jar other.jar");
  }

  @Test
  void versionOfJavaDecidesWhatAMultiReleaseJarIs() throws Exception {
    Path jar =
        new SourceJar(next())
            .with("META-INF/versions/9/words.txt", "1")
            .with("META-INF/versions/11/words.txt", "1")
            .with("META-INF/versions/999/words.txt", "1")
            .jar("demo.jar");
    try (Root root = Root.open(jar)) {
      assertThat(root.versionRead()).hasValue(11);
    }
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
