package io.reprise.pipelines.code;

import io.reprise.schemas.digest.Digest;
import io.reprise.stages.spi.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** What the build wrote about the class path that this process runs from. */
final class BuiltCode {

  static final String GRAPH = "code-graph.txt";
  static final String DIGESTS = "code-digests.properties";

  private BuiltCode() {}

  /** The jars or folders of the modules below this one. */
  static Set<Path> modules() {
    return new TreeSet<>(Set.of(Containers.of(Stage.class), Containers.of(Digest.class)));
  }

  /** The jar or folder of this module, which is no part of any stage. */
  static Path engine() {
    return Containers.of(BuiltCode.class);
  }

  /**
   * Whether the build's word holds for the modules' classes. Those in folders may be newer: an
   * editor compiles them without the build.
   */
  static boolean isCurrent() {
    return modules().stream().noneMatch(Files::isDirectory);
  }

  static CodeGraph graph() {
    CodeGraph all = CodeGraph.parse(read(GRAPH));
    return isCurrent() ? all : all.librariesOnly();
  }

  /** The digest of a class's code, if the build has worked it out. */
  static Optional<Digest> digest(Class<?> stage) {
    if (!isCurrent() || stage.getClassLoader() != BuiltCode.class.getClassLoader()) {
      return Optional.empty();
    }
    Properties digests = new Properties();
    try {
      digests.load(new StringReader(read(DIGESTS)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.ofNullable(digests.getProperty(stage.getName())).map(Digest::new);
  }

  private static String read(String name) {
    try (InputStream in = BuiltCode.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            name + " is missing beside " + BuiltCode.class.getName() + ": build with Maven");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
