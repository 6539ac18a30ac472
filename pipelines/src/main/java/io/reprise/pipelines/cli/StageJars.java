package io.reprise.pipelines.cli;

import io.reprise.pipelines.definition.PipelineDefinition.Jar;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.network.LayerKinds;
import io.reprise.stages.network.LayerProvider;
import io.reprise.stages.spi.Stage;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Stage types and kinds of layers from the jars that a pipeline file names. One class loader for
 * all of them, since they may need each other; its parent is Reprise's own. It stays open while the
 * process lives: a stage may load more classes whenever it runs.
 */
final class StageJars {

  private final List<Jar> jars;
  private final Path folder;
  private @Nullable ClassLoader loader;

  /**
   * @param folder that relative paths start from
   */
  StageJars(List<Jar> jars, Path folder) {
    this.jars = jars;
    this.folder = folder;
  }

  /**
   * @param others whose types' names are taken
   * @throws ReportedException with one line for each jar that is of no use
   */
  List<Stage> stages(List<Stage> others) {
    if (jars.isEmpty()) {
      return List.of();
    }
    List<Stage> stages = load(Stage.class, "a stage");
    if (stages.isEmpty() && load(LayerProvider.class, "a layer").isEmpty()) {
      throw problem(
          "no stage type or layer in "
              + paths()
              + ": META-INF/services/"
              + Stage.class.getName()
              + " or "
              + LayerProvider.class.getName()
              + " must name its class");
    }
    requireNewNames(stages, others);
    return stages;
  }

  /**
   * Kinds of layers, with those that come with Reprise.
   *
   * @throws ReportedException when one cannot be made, or has a name that is taken
   */
  LayerKinds layers() {
    List<LayerProvider> found = load(LayerProvider.class, "a layer");
    try {
      return LayerKinds.with(found);
    } catch (ReportedException e) {
      throw problem(e.problems().get(0));
    } catch (RuntimeException | LinkageError e) {
      throw problem("a layer of " + paths() + " does not say what it is: " + e);
    }
  }

  /** Finds what is in the jars, and in Reprise. */
  ClassLoader loader() {
    ClassLoader known = loader;
    if (known == null) {
      known = new URLClassLoader(urls(), StageJars.class.getClassLoader());
      loader = known;
    }
    return known;
  }

  private URL[] urls() {
    List<URL> urls = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    Path copies = null;
    for (Jar jar : jars) {
      Path file = folder.resolve(jar.path());
      if (!Files.isRegularFile(file)) {
        problems.add(
            jar.at().says("there is no file " + Project.shown(file) + "; build the jar first"));
      } else if (!isJar(file)) {
        problems.add(jar.at().says(Project.shown(file) + " is no jar; build it anew"));
      } else {
        copies = copies == null ? temporaryFolder() : copies;
        urls.add(url(copy(file, copies.resolve(String.valueOf(urls.size())))));
      }
    }
    if (!problems.isEmpty()) {
      throw new ReportedException(problems);
    }
    return urls.toArray(URL[]::new);
  }

  /**
   * What runs and what the key says are the same, though somebody builds the jar anew meanwhile.
   */
  private static Path copy(Path jar, Path folder) {
    try {
      return Files.copy(jar, Files.createDirectory(folder).resolve(jar.getFileName()));
    } catch (IOException e) {
      throw new ReportedException(Project.shown(jar) + " cannot be copied: " + e.getMessage(), e);
    }
  }

  private static Path temporaryFolder() {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      return TemporaryFolder.in(parent);
    } catch (IOException e) {
      throw new ReportedException(
          parent + ": no temporary folder can be made there: " + e.getMessage(), e);
    }
  }

  private static boolean isJar(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.size() > 0;
    } catch (IOException e) {
      return false; // said by the caller, with the line
    }
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("every file has a URL", e);
    }
  }

  private <T> List<T> load(Class<T> service, String what) {
    ClassLoader own = loader();
    try {
      return ServiceLoader.load(service, own).stream()
          .filter(provider -> provider.type().getClassLoader() == own)
          .map(ServiceLoader.Provider::get)
          .toList();
    } catch (ServiceConfigurationError | LinkageError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String why = cause == e ? "" : " (" + cause + ")";
      throw problem(what + " of " + paths() + " cannot be made: " + e.getMessage() + why);
    }
  }

  private void requireNewNames(List<Stage> stages, List<Stage> others) {
    Map<String, Stage> taken = new HashMap<>();
    others.forEach(stage -> taken.put(stage.type().name(), stage));
    for (Stage stage : stages) {
      String name = stage.type().name();
      Stage other = taken.put(name, stage);
      if (other != null) {
        throw problem(
            String.format(
                Locale.ROOT,
                "%s and %s both call their stage type '%s'; rename the one in your jar",
                stage.getClass().getName(),
                other.getClass().getName(),
                name));
      }
    }
  }

  private String paths() {
    return String.join(", ", jars.stream().map(Jar::path).toList());
  }

  private ReportedException problem(String text) {
    return new ReportedException(jars.get(0).at().says(text));
  }
}
