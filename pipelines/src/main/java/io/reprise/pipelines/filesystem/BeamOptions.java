package io.reprise.pipelines.filesystem;

import io.reprise.schemas.problem.ReportedException;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Beam's options for the file systems of a shared store, from the system property {@code
 * reprise.beam}, such as {@code --endpoint=http://10.0.0.7:9000 --awsRegion=us-east-1}. Stages have
 * none of them.
 */
final class BeamOptions {

  private static final String PROPERTY = "reprise.beam";

  private BeamOptions() {}

  /**
   * New ones.
   *
   * @throws ReportedException when no module of Beam's on the class path has such an option
   */
  static PipelineOptions create() {
    String text = System.getProperty(PROPERTY, "").strip();
    if (text.isEmpty()) {
      return PipelineOptionsFactory.create();
    }
    try {
      return PipelineOptionsFactory.fromArgs(text.split("\\s+")).create();
    } catch (RuntimeException e) { // of many types
      throw new ReportedException(
          "REPRISE_BEAM_OPTIONS="
              + text
              + ": "
              + String.valueOf(e.getMessage()).strip().lines().findFirst().orElse(""),
          e);
    }
  }
}
