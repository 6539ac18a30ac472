package io.reprise.pipelines.filesystem;

import io.reprise.schemas.problem.ReportedException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** What {@code --store} may say. */
final class StoreUri {

  /** Two letters at least, since one is a drive of Windows. */
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.*)");

  private static final String FILE = "file";

  private static final Map<String, String> MODULES =
      Map.of(
          "azfs", "beam-sdks-java-io-azure",
          "gs", "beam-sdks-java-io-google-cloud-platform",
          "hdfs", "beam-sdks-java-io-hadoop-file-system",
          "s3", "beam-sdks-java-io-amazon-web-services2");

  private static final String MORE = "; docs/store.md says how";

  private StoreUri() {}

  /** Whether it is a folder that needs no jars; also for what {@link #folder} refuses. */
  static boolean isLocal(String uri) {
    return scheme(SCHEME.matcher(uri)).equals(FILE);
  }

  private static String scheme(Matcher uri) {
    return uri.matches() ? uri.group(1).toLowerCase(Locale.ROOT) : FILE;
  }

  /**
   * The folder that is meant, there or not.
   *
   * @param uri a path, or a URI of any file system that Beam finds by the thread's class loader
   * @throws ReportedException when it is no such URI
   */
  static ResourceId folder(String uri) {
    Matcher matcher = SCHEME.matcher(uri);
    String scheme = scheme(matcher);
    if (matcher.matches() && !matcher.group(2).startsWith("/")) {
      throw problem(uri, "write " + scheme + "://..., or ./" + uri + " for a folder of this name");
    }
    try {
      FileSystems.setDefaultPipelineOptions(
          isLocal(uri) ? PipelineOptionsFactory.create() : BeamOptions.create());
    } catch (ServiceConfigurationError | LinkageError e) {
      throw problem(uri, "the jars in pipelines/lib do not fit (" + e + ")" + MORE);
    }
    // Beam would take file: for the name of a folder.
    String place = scheme.equals(FILE) && matcher.matches() ? path(uri) : uri;
    try {
      return FileSystems.matchNewResource(place.endsWith("/") ? place : place + "/", true);
    } catch (IllegalArgumentException e) {
      throw String.valueOf(e.getMessage()).startsWith("No filesystem found")
          ? problem(uri, missing(scheme))
          : problem(uri, "cannot be a folder: " + e.getMessage());
    }
  }

  private static String path(String uri) {
    try {
      return Path.of(URI.create(uri)).toString();
    } catch (IllegalArgumentException e) {
      throw problem(uri, "is no URI of a folder; write its path instead");
    }
  }

  private static String missing(String scheme) {
    String module = MODULES.get(scheme);
    return module == null
        ? String.format(
            Locale.ROOT,
            "no file system of Beam's has the scheme '%s'; a folder is written as a path, others as"
                + " %s",
            scheme,
            "azfs://, gs://, hdfs:// or s3://")
        : String.format(
                Locale.ROOT,
                "Beam reads %s:// by its module %s, which is not here; put it with what it needs"
                    + " into %s",
                scheme,
                module,
                "pipelines/lib/")
            + MORE;
  }

  private static ReportedException problem(String uri, String text) {
    return new ReportedException("--store " + uri + ": " + text);
  }
}
