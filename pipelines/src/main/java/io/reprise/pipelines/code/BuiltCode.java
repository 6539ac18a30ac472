package io.reprise.pipelines.code;

import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.problem.ReportedException;
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
import org.jspecify.annotations.Nullable;

/** What the build wrote about the class path that this process runs from. */
final class BuiltCode {

  static final String GRAPH = "code-graph.txt";
  static final String DIGESTS = "code-digests.properties";

  /** Read when first asked for, at worst by two threads. */
  private static volatile @Nullable CodeGraph graph;

  private static volatile @Nullable Properties digests;

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
    CodeGraph known = graph;
    if (known == null) {
      CodeGraph all = CodeGraph.parse(read(GRAPH));
      known = isCurrent() ? all : all.librariesOnly();
      graph = known;
    }
    return known;
  }

  /** The digest of a class's code, if the build has worked it out. */
  static Optional<Digest> digest(Class<?> stage) {
    return stage.getClassLoader() == BuiltCode.class.getClassLoader()
        ? Optional.ofNullable(digests().getProperty(stage.getName())).map(Digest::new)
        : Optional.empty();
  }

  private static Properties digests() {
    Properties known = digests;
    if (known == null) {
      known = new Properties();
      if (isCurrent()) {
        try {
          known.load(new StringReader(read(DIGESTS)));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      digests = known;
    }
    return known;
  }

  private static String read(String name) {
    try (InputStream in = BuiltCode.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new ReportedException(
            "this build of Reprise lacks "
                + name
                + ", which Maven writes: run mvn process-classes");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
