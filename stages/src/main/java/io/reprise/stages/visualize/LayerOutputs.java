package io.reprise.stages.visualize;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Example;
import io.reprise.stages.file.Progress;
import io.reprise.stages.network.Inference;
import io.reprise.stages.network.TrainedModel;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StoredFile;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What comes out of a layer for all examples, in batches of consecutive rows. */
final class LayerOutputs {

  private static final int BATCH = 100;

  private LayerOutputs() {}

  /** Takes an example and what comes out for it, channel by channel. */
  @FunctionalInterface
  interface Consumer {
    void accept(Example example, float[] output) throws IOException;
  }

  /**
   * @throws ReportedException where an output is no number
   */
  static void forEach(TrainedModel model, int layer, StageContext context, Consumer consumer)
      throws IOException {
    InputFiles files = context.input(ChosenImages.EXAMPLES);
    long rows = ExampleFacts.read(files).rows();
    Progress progress = new Progress(context.progress(), "examples");
    String name = model.spec().layers().get(layer).name();
    try (Inference inference = Inference.upTo(model, layer)) {
      List<Example> batch = new ArrayList<>(BATCH);
      for (StoredFile file : files.tables()) {
        Tables.forEach(
            file,
            Example.class,
            example -> {
              batch.add(example);
              if (batch.size() == BATCH) {
                forward(inference, batch, name, consumer);
              }
              progress.one(rows);
            });
      }
      if (!batch.isEmpty()) {
        forward(inference, batch, name, consumer);
      }
    }
  }

  private static void forward(
      Inference inference, List<Example> batch, String layer, Consumer consumer)
      throws IOException {
    float[][] outputs = inference.outputs(batch.stream().map(ChosenImages::pixels).toList());
    for (int i = 0; i < outputs.length; i++) {
      for (float each : outputs[i]) {
        if (!Float.isFinite(each)) {
          throw new ReportedException(
              String.format(
                  Locale.ROOT,
                  "layer '%s' gives no number for id %d; lower the learning rate of its training",
                  layer,
                  batch.get(i).getId()));
        }
      }
      consumer.accept(batch.get(i), outputs[i]);
    }
    batch.clear();
  }
}
