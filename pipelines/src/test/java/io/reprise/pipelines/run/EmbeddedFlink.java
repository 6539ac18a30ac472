package io.reprise.pipelines.run;

import io.reprise.pipelines.execute.BeamRunner;
import io.reprise.pipelines.execute.StageRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * A Flink cluster in this process for each stage, with two workers. Elements are encoded between
 * transforms, and a task that fails is tried twice more, as on a cluster of several machines.
 */
final class EmbeddedFlink {

  /** Beam's own option for retries is for pipelines with unbounded inputs only. */
  private static final String CONFIGURATION =
      """
      restart-strategy:
        type: fixed-delay
        fixed-delay:
          attempts: 2
          delay: 10 ms
      taskmanager:
        memory:
          managed:
            size: 64m
      """;

  private EmbeddedFlink() {}

  /**
   * @param folder takes the cluster's configuration
   */
  static StageRunner runner(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("config.yaml"), CONFIGURATION);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new BeamRunner(stage -> options(folder));
  }

  private static PipelineOptions options(Path folder) {
    return PipelineOptionsFactory.fromArgs(
            "--runner=FlinkRunner",
            "--flinkMaster=[local]",
            "--parallelism=2",
            "--flinkConfDir=" + folder)
        .create();
  }
}
