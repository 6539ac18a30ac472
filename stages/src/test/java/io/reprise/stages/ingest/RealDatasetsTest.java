package io.reprise.stages.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reprise.stages.StageTrial;
import io.reprise.stages.dataset.Catalogue;
import io.reprise.stages.dataset.Dataset;
import io.reprise.stages.dataset.DatasetCheck;
import io.reprise.stages.dataset.FileCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue's own entries against the real files, where they are. */
class RealDatasetsTest {

  private static final Path CATALOGUE = Path.of("../data");
  private static final Path SHARED = Path.of("../../shared/data");

  @TempDir Path folder;

  @Test
  void fashionMnistHasSixThousandRowsOfEachClass() throws IOException {
    Path data = link("fashion-mnist", "fashion-mnist");
    Path artifact =
        new StageTrial(new IngestStage(), folder.resolve("run"))
            .data(data)
            .with("{ dataset: fashion-mnist, validation: 0.2, seed: 27 }")
            .run();
    assertThat(Artifact.rows(artifact, "train")).hasSize(10).allMatch(rows -> rows == 4800);
    assertThat(Artifact.rows(artifact, "validation")).hasSize(10).allMatch(rows -> rows == 1200);
    assertThat(Artifact.rows(artifact, "test")).hasSize(10).allMatch(rows -> rows == 1000);
    assertThat(Artifact.warnings(artifact)).isEmpty();
  }

  @Test
  void cifarJpegHasFiveThousandRowsOfEachClass() throws IOException {
    Path data = link("cifar-10-jpeg", "cifar10");
    Path artifact =
        new StageTrial(new IngestStage(), folder.resolve("run"))
            .data(data)
            .with("{ dataset: cifar-10-jpeg }")
            .run();
    assertThat(Artifact.rows(artifact, "train")).hasSize(10).allMatch(rows -> rows == 5000);
    assertThat(Artifact.rows(artifact, "test")).hasSize(10).allMatch(rows -> rows == 1000);
    assertThat(Artifact.warnings(artifact)).isEmpty();
  }

  /** A catalogue of one dataset whose files are links to the shared ones, all of them right. */
  private Path link(String name, String sharedFolder) throws IOException {
    Path shared = SHARED.resolve(sharedFolder);
    assumeTrue(Files.isDirectory(shared), () -> shared + " is not here");
    Files.copy(CATALOGUE.resolve(name + ".yaml"), folder.resolve(name + ".yaml"));
    Files.createDirectory(folder.resolve(name));
    Dataset dataset = new Catalogue(folder).find(name, folder);
    for (String file : dataset.files().keySet()) {
      Files.createSymbolicLink(dataset.path(file), shared.resolve(file).toAbsolutePath());
    }
    assertThat(DatasetCheck.full(dataset)).allMatch(FileCheck::present);
    return folder;
  }
}
