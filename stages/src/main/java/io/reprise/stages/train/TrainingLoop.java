package io.reprise.stages.train;

import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.record.Epoch;
import io.reprise.stages.file.Progress;
import io.reprise.stages.file.StageFiles;
import io.reprise.stages.network.Backend;
import io.reprise.stages.network.Network;
import io.reprise.stages.network.NetworkSpec;
import io.reprise.stages.network.TrainedModel;
import io.reprise.stages.network.TransferredLayers;
import io.reprise.stages.network.Validation;
import io.reprise.stages.spi.StageContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Epoch after epoch, each followed by a checkpoint; to be used by one thread. */
final class TrainingLoop implements AutoCloseable {

  private final NetworkSpec spec;
  private final LabelledImages images;
  private final @Nullable LabelledImages validation;
  private final EarlyStopping stopping;
  private final LearningRate learningRate;
  private final Network network;
  private final List<Epoch> history = new ArrayList<>();
  private final List<Double> epochSeconds = new ArrayList<>();
  private float[] best = new float[0];

  TrainingLoop(NetworkSpec spec, LabelledImages images, @Nullable LabelledImages validation) {
    this.spec = spec;
    this.images = images;
    this.validation = validation;
    this.stopping = EarlyStopping.of(spec.settings());
    this.learningRate = LearningRate.of(spec.settings());
    this.network = Backend.initial(spec);
  }

  /** Takes over a model's parameters, those of layers of the same names; before {@link #run}. */
  void startFrom(TrainedModel model) {
    network.resume(
        new TransferredLayers(model).into(spec, network.parameters()),
        new Network.OptimizerState(0, new float[0]));
  }

  /** What a training comes to. */
  record Outcome(TrainedModel model, List<Epoch> history, int bestEpoch, int modelEpoch) {}

  /** How long each epoch of this try took, without the measurements after it. */
  List<Double> epochSeconds() {
    return List.copyOf(epochSeconds);
  }

  /**
   * Trains the epochs that are left.
   *
   * @param training digest of what is trained on what
   * @param context with the folder of the checkpoint
   */
  Outcome run(Digest training, StageContext context) throws IOException, InterruptedException {
    String checkpoints = context.checkpoints();
    Progress progress = new Progress(context.progress(), "images");
    Checkpoint.read(checkpoints, training).ifPresent(this::resume);
    int epochs = spec.settings().integer("epochs");
    // What an earlier try has done is no part of this one's rate.
    progress.report((long) history.size() * images.size(), (long) epochs * images.size(), "");
    EpochRunner runner = new EpochRunner(network, spec, images);
    while (history.size() < epochs && !stopping.stopsAfter(history)) {
      int epoch = history.size() + 1;
      double rate = learningRate.next(history);
      long done = (long) history.size() * images.size();
      long started = System.nanoTime();
      double loss =
          runner.run(
              epoch,
              rate,
              (fitted, mean) ->
                  progress.report(
                      done + fitted, (long) epochs * images.size(), note(epoch, epochs, mean)));
      epochSeconds.add((System.nanoTime() - started) / 1e9);
      history.add(measured(epoch, rate, loss));
      checkpoint(training).write(checkpoints);
      StageFiles.writeText(context.resumption(), next(epoch, epochs) + "\n");
    }
    int bestEpoch = stopping.bestEpoch(history);
    float[] parameters = stopping.isOn() ? best : network.parameters();
    int modelEpoch = stopping.isOn() ? bestEpoch : history.size();
    TrainedModel model =
        new TrainedModel(spec, parameters, validation(history.get(modelEpoch - 1)));
    return new Outcome(model, history, bestEpoch, modelEpoch);
  }

  /** Gives the network's memory back. */
  @Override
  public void close() {
    network.close();
  }

  private @Nullable Validation validation(Epoch epoch) {
    if (validation == null || epoch.getValidationAccuracy() == null) {
      return null;
    }
    long rows = validation.size();
    return new Validation(rows, Math.round(epoch.getValidationAccuracy() * rows));
  }

  private static String next(int epoch, int epochs) {
    return epoch < epochs ? "epoch " + (epoch + 1) + " of " + epochs : "the end of epoch " + epoch;
  }

  private static String note(int epoch, int epochs, double loss) {
    return String.format(Locale.ROOT, "epoch %d of %d, loss %.4f", epoch, epochs, loss);
  }

  private Epoch measured(int epoch, double rate, double loss) {
    // The losses of the batches do not show what the last update did.
    if (!Divergence.isFinite(network.parameters())) {
      throw Divergence.ofParameters(spec, epoch);
    }
    Double trainAccuracy =
        spec.settings().flag("trainAccuracy")
            ? Measurement.of(network, spec, images).accuracy()
            : null;
    Measurement measurement = validation == null ? null : Measurement.of(network, spec, validation);
    if (measurement != null && !Double.isFinite(measurement.loss())) {
      throw Divergence.after(spec, epoch);
    }
    return new Epoch(
        epoch,
        rate,
        loss,
        trainAccuracy,
        measurement == null ? null : measurement.loss(),
        measurement == null ? null : measurement.accuracy());
  }

  private Checkpoint checkpoint(Digest training) {
    float[] parameters = network.parameters();
    if (stopping.bestEpoch(history) == history.size()) {
      best = parameters;
    }
    Network.OptimizerState state = network.optimizerState();
    return new Checkpoint(
        training,
        history,
        state.steps(),
        parameters,
        state.numbers(),
        stopping.isOn() ? best : new float[0]);
  }

  private void resume(Checkpoint checkpoint) {
    history.addAll(checkpoint.history());
    best = checkpoint.bestParameters();
    network.resume(
        checkpoint.parameters(),
        new Network.OptimizerState(checkpoint.iterations(), checkpoint.optimizerState()));
  }
}
