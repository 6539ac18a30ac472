package io.reprise.pipelines.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * A Flink cluster in this process with two workers. Elements are encoded between transforms, and a
 * task that fails is tried twice more, as on a cluster of several machines.
 */
final class EmbeddedFlink {

  /** Beam's own option for retries reaches pipelines with unbounded inputs only. */
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
  static PipelineOptions options(Path folder) throws IOException {
    Files.writeString(folder.resolve("config.yaml"), CONFIGURATION);
    return PipelineOptionsFactory.fromArgs(
            "--runner=FlinkRunner",
            "--flinkMaster=[local]",
            "--parallelism=2",
            "--flinkConfDir=" + folder)
        .create();
  }
}
