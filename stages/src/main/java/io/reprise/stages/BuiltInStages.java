package io.reprise.stages;

import io.reprise.stages.augment.AugmentStage;
import io.reprise.stages.cluster.DbscanStage;
import io.reprise.stages.cluster.KMeansStage;
import io.reprise.stages.command.CommandStage;
import io.reprise.stages.contactsheet.ContactSheetStage;
import io.reprise.stages.crosstab.CrosstabStage;
import io.reprise.stages.curves.CurvesStage;
import io.reprise.stages.embed.EmbedStage;
import io.reprise.stages.evaluate.EvaluateStage;
import io.reprise.stages.ingest.IngestStage;
import io.reprise.stages.metrics.MetricsStage;
import io.reprise.stages.network.LayerKinds;
import io.reprise.stages.project.PcaStage;
import io.reprise.stages.project.ScatterStage;
import io.reprise.stages.project.TsneStage;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.train.TrainStage;
import io.reprise.stages.visualize.ActivationsStage;
import io.reprise.stages.visualize.DeconvolutionStage;
import io.reprise.stages.visualize.FiltersStage;
import io.reprise.stages.visualize.SaliencyStage;
import java.util.List;

/** The stage types that come with Reprise. */
public final class BuiltInStages {

  private BuiltInStages() {}

  public static List<Stage> all() {
    return all(LayerKinds.builtIn());
  }

  /**
   * @param kinds of layers that networks may have
   */
  public static List<Stage> all(LayerKinds kinds) {
    return List.of(
        new IngestStage(),
        new AugmentStage(),
        new TrainStage(kinds),
        new EvaluateStage(kinds),
        new CurvesStage(),
        new EmbedStage(kinds),
        new KMeansStage(),
        new DbscanStage(),
        new CrosstabStage(),
        new ContactSheetStage(),
        new TsneStage(),
        new PcaStage(),
        new ScatterStage(),
        new FiltersStage(kinds),
        new SaliencyStage(kinds),
        new DeconvolutionStage(kinds),
        new ActivationsStage(kinds),
        new MetricsStage(),
        new CommandStage());
  }
}
