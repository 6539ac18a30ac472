package io.reprise.stages.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.ClusterAssignment;
import io.reprise.schemas.record.Projection;
import io.reprise.stages.StageTrial;
import io.reprise.stages.TrialFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScatterStageTest {

  @TempDir Path folder;

  @Test
  void placesAreColouredByTheClusterOfTheirId() throws IOException {
    Path artifact = run("a", 2, cluster(3, 1), cluster(5, -1), cluster(9, 0));
    assertThat(StageTrial.digests(artifact)).containsOnlyKeys("pictures/density.svg");
    assertThat(Files.readString(artifact.resolve("pictures/density.svg")))
        .contains("<title>density, 2 rows</title>", ">noise<")
        .contains("<circle cx=\"62.00\" cy=\"392.00\" r=\"4.00\" fill=\"#c4c8cf\"/>")
        .contains("<circle cx=\"674.00\" cy=\"392.00\" r=\"4.00\" fill=\"#3f90da\"/>")
        .doesNotContain("#ffa90e");
  }

  @Test
  void bytesDoNotDependOnThreads() throws IOException {
    assertThat(StageTrial.digests(run("b", 1, cluster(5, 0), cluster(9, 1))))
        .isEqualTo(StageTrial.digests(run("c", 4, cluster(5, 0), cluster(9, 1))));
  }

  @Test
  void clustersOfOtherEmbeddingsAreAnError() {
    assertThatThrownBy(() -> run("d", 1, cluster(5, 0)))
        .isInstanceOf(ReportedException.class)
        .hasMessage(
            "'density' has no cluster for id 9 of the projection; wire both to the same"
                + " embeddings");
  }

  private Path run(String name, int threads, ClusterAssignment... clusters) throws IOException {
    Path places = folder.resolve(name + "-places").toAbsolutePath();
    Path assigned = folder.resolve(name + "-clusters").toAbsolutePath();
    TrialFiles.table(
        places,
        Projection.class,
        List.of(new Projection(5L, "test", 0, 0.0, 0.0), new Projection(9L, "test", 0, 4.0, 0.0)));
    TrialFiles.table(assigned, ClusterAssignment.class, List.of(clusters));
    return new StageTrial(new ScatterStage(), folder.resolve(name))
        .in("projection", places)
        .in("density", assigned)
        .threads(threads)
        .run();
  }

  private static ClusterAssignment cluster(long id, int cluster) {
    return new ClusterAssignment(id, "test", 0, cluster, null);
  }
}
