package io.reprise.pipelines.execute;

import io.reprise.stages.spi.Stage;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What goes to a cluster with each job: the engine's classes, and the jars that stages come from.
 * Reprise's stages and all libraries are the cluster's own: native ones load once a process only,
 * and a class that is there twice is two classes to Flink, whose sorter then cannot read what its
 * tasks write.
 */
final class JobJars {

  private JobJars() {}

  /** Paths joined as Beam's option {@code filesToStage} takes them. */
  static String of(Collection<Stage> stages) {
    Set<String> paths = new LinkedHashSet<>();
    paths.add(path(BeamRunner.class.getProtectionDomain().getCodeSource().getLocation()));
    stages.stream()
        .map(StageExecutor::loader)
        .filter(URLClassLoader.class::isInstance)
        .flatMap(loader -> Arrays.stream(((URLClassLoader) loader).getURLs()))
        .map(JobJars::path)
        .forEach(paths::add);
    return String.join(",", paths);
  }

  private static String path(URL url) {
    try {
      URI uri = url.toURI();
      return Path.of(uri).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("not the URL of a file: " + url, e);
    }
  }
}
