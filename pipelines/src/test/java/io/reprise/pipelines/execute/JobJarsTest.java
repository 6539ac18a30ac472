package io.reprise.pipelines.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.SourceJar;
import io.reprise.stages.network.LayerKinds;
import io.reprise.stages.network.LayerProvider;
import io.reprise.stages.train.TrainStage;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers of a cluster have Reprise's stages, and get what users add to them. */
class JobJarsTest {

  @TempDir private Path folder;

  @Test
  void jarOfALayerGoesToTheClusterWithTheStagesThatComeWithReprise() throws Exception {
    Path jar =
        new SourceJar(folder).withProject(Path.of("../docs/examples/swish-layer")).jar("layer.jar");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
      LayerProvider swish =
          (LayerProvider)
              loader.loadClass("com.example.swish.SwishLayer").getConstructor().newInstance();
      String paths = JobJars.of(List.of(new TrainStage(LayerKinds.with(List.of(swish)))));

      assertThat(paths.split(",")).hasSize(2).contains(jar.toString());
    }
    assertThat(JobJars.of(List.of(new TrainStage()))).doesNotContain(",");
  }
}
