package io.reprise.stages.metrics;

import static io.reprise.stages.spi.StageType.input;
import static io.reprise.stages.spi.StageType.output;

import io.reprise.schemas.record.Metric;
import io.reprise.schemas.record.MetricClass;
import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.OneWorkerStage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.Work;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Stage type {@code metrics}: joins tables of metrics, each row under its input's name. */
public final class MetricsStage extends OneWorkerStage {

  @Override
  public StageType type() {
    return new StageType(
        "metrics",
        "Joins the metrics of several stages to one long table, by the inputs' names.",
        "{ uses: metrics, in: { test: evaluate.metrics, kmeans: kmeans.metrics } }",
        List.of(),
        List.of(
            input(
                StageType.ANY_NAME,
                Content.METRICS,
                "metrics; the input's name becomes their stage")),
        List.of(
            output("metrics", Content.METRICS, "all rows, sorted by the inputs' names"),
            output("headlines", Content.FILES, "the ones of no class, as headlines.json")));
  }

  @Override
  public Work work(StageContext context) {
    return attempt -> {
      List<Metric> joined = join(context.inputs());
      Tables.write(attempt, "metrics", Metric.class, joined);
      attempt.warn("support", SupportCheck.warnings(joined));
      attempt.writeText("headlines", "headlines.json", Headlines.json(joined));
    };
  }

  /** Inside an input its rows keep their order, which says what belongs together. */
  private static List<Metric> join(Map<String, InputFiles> inputs) throws IOException {
    List<Metric> joined = new ArrayList<>();
    for (Map.Entry<String, InputFiles> input : inputs.entrySet()) {
      for (Metric metric : Tables.read(input.getValue(), Metric.class)) {
        joined.add(
            new Metric(
                input.getKey(),
                metric.getSplit(),
                metric.getName(),
                MetricClass.of(metric),
                metric.getValue()));
      }
    }
    return joined;
  }
}
