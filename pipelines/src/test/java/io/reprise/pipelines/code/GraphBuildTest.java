package io.reprise.pipelines.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.SourceJar;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a class of one's own reaches in libraries, and by ways that no class names. */
class GraphBuildTest {

  @TempDir Path folder;

  private final List<Path> libraries = new ArrayList<>();

  @Test
  void libraryIsReachedWithTheLibrariesItUses() throws IOException {
    library("inner.jar", "inner/Inner.java", "package inner; public class Inner {}");
    library(
        "outer.jar",
        "outer/Outer.java",
        "package outer; public class Outer extends inner.Inner {}");
    library("other.jar", "other/Other.java", "package other; public class Other {}");
    assertThat(reached("outer.Outer outer;"))
        .containsExactlyInAnyOrder("stage own.A", "library outer.jar", "library inner.jar");
  }

  @Test
  void classOfOursThatOnlyALibraryNamesIsReached() throws IOException {
    library(
        "lib.jar",
        "lib/Lib.java",
        "package lib; public class Lib { Object shim() throws Exception {"
            + " return Class.forName(\"own.Shim\"); } }");
    assertThat(reached("lib.Lib lib;", "own/Shim.java", "package own; class Shim {}"))
        .containsExactlyInAnyOrder("stage own.A", "class own.Shim", "library lib.jar");
  }

  @Test
  void serviceBringsItsProviders() throws IOException {
    library("service.jar", "service/Service.java", "package service; public class Service {}");
    provider("service.Service");
    assertThat(reached("service.Service service;"))
        .containsExactlyInAnyOrder("stage own.A", "library service.jar", "library provider.jar");
    assertThat(reached("int number;")).containsExactly("stage own.A");
  }

  @Test
  void serviceOfTheJdkBringsItsProvidersToWhoUsesItsPackage() throws IOException {
    provider("javax.imageio.spi.ImageReaderSpi");
    assertThat(reached("Object o = javax.imageio.ImageIO.getReaderMIMETypes();"))
        .containsExactlyInAnyOrder("stage own.A", "library provider.jar");
    assertThat(reached("Object o = javax.sql.DataSource.class;")).containsExactly("stage own.A");
  }

  @Test
  void nativesAreReachedWithThePackageAboveThem() throws IOException {
    library("lib.jar", "com/lib/deep/Lib.java", "package com.lib.deep; public class Lib {}");
    library("other.jar", "com/other/Other.java", "package com.other; public class Other {}");
    library("lib-linux.jar", "com/lib/linux/lib.so", "ELF");
    assertThat(reached("com.lib.deep.Lib lib;"))
        .containsExactlyInAnyOrder("stage own.A", "library lib.jar", "library lib-linux.jar");
    assertThat(reached("com.other.Other other;"))
        .containsExactlyInAnyOrder("stage own.A", "library other.jar");
  }

  @Test
  void lookUpOfAnUnknownNameReachesAllClassesAndResourcesBeside() throws IOException {
    String[] files = {"own/B.java", "package own; class B {}", "own/words.txt", "a b"};
    for (String lookUp :
        List.of(
            "Class.forName(System.getenv(\"X\"))",
            "getClass().getClassLoader().loadClass(System.getenv(\"X\"))",
            "java.lang.invoke.MethodHandles.lookup().findClass(System.getenv(\"X\"))",
            "getClass().getResourceAsStream(\"words.txt\")",
            "ClassLoader.getSystemResources(System.getenv(\"X\"))",
            "java.util.ResourceBundle.getBundle(\"own.words\")",
            "java.util.stream.Stream.of(\"a\").map(getClass()::getResource)")) {
      assertThat(reached("Object o() throws Exception { return " + lookUp + "; }", files))
          .as(lookUp)
          .containsExactlyInAnyOrder("stage own.A", "class own.B", "resource own/words.txt");
    }
  }

  @Test
  void lookUpOfAConstantReachesThatAlone() throws IOException {
    library("lib.jar", "lib/Lib.java", "package lib; public class Lib {}");
    String[] files = {"own/B.java", "package own; class B {}", "own/words.txt", "a b"};
    assertThat(reached("Object o() throws Exception { return Class.forName(\"own.B\"); }", files))
        .containsExactlyInAnyOrder("stage own.A", "class own.B");
    assertThat(reached("Object o() { return A.class.getResource(\"words.txt\"); }", files))
        .containsExactlyInAnyOrder("stage own.A", "resource own/words.txt");
    assertThat(reached("Object o() { return A.class.getResource(\"/own\"); }", files))
        .containsExactlyInAnyOrder("stage own.A", "resource own/words.txt");
    assertThat(reached("Object o() { return lib.Lib.class.getResource(\"/other.txt\"); }", files))
        .containsExactlyInAnyOrder("stage own.A", "library lib.jar");
  }

  @Test
  void graphIsReadBackFromItsText() throws IOException {
    library("lib.jar", "lib/Lib.java", "package lib; public class Lib {}");
    CodeGraph graph = graph("lib.Lib lib;");
    assertThat(graph.text()).contains("class own.A ", "\n  library lib.jar\n");
    assertThat(CodeGraph.parse(graph.text()).text()).isEqualTo(graph.text());
  }

  private void provider(String service) throws IOException {
    Path jar =
        new SourceJar(Files.createTempDirectory(folder, "build"))
            .with("provider/Provider.java", "package provider; public class Provider {}")
            .with("META-INF/services/" + service, "provider.Provider # the only one\n")
            .jar("provider.jar");
    libraries.add(jar);
  }

  private void library(String name, String path, String text) throws IOException {
    libraries.add(source(path, text).jar(name));
  }

  /** What class {@code own.A} with this member reaches. */
  private Set<String> reached(String member, String... files) throws IOException {
    return graph(member, files).reach(new Part(Part.Kind.CLASS, "own.A")).parts().keySet();
  }

  /**
   * @param files path and text of each
   */
  private CodeGraph graph(String member, String... files) throws IOException {
    SourceJar own = source("own/A.java", "package own; class A { " + member + " }");
    for (int i = 0; i < files.length; i += 2) {
      own.with(files[i], files[i + 1]);
    }
    try (ClassPath classPath = ClassPath.open(List.of(own.classes()), libraries)) {
      return new GraphBuild(classPath).graph();
    }
  }

  private SourceJar source(String path, String text) throws IOException {
    String classPath =
        libraries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    return new SourceJar(Files.createTempDirectory(folder, "build"))
        .with(path, text)
        .option("-cp")
        .option(classPath);
  }
}
