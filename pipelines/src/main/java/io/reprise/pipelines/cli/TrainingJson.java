package io.reprise.pipelines.cli;

import io.reprise.pipelines.outputs.HistoriesDiff;
import io.reprise.pipelines.outputs.ModelsDiff;
import io.reprise.pipelines.outputs.ModelsDiff.LayerDiff;
import io.reprise.pipelines.outputs.ModelsDiff.LayerFacts;
import io.reprise.schemas.record.Epoch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How two trainings and what came of them differ, for programs. */
final class TrainingJson {

  private TrainingJson() {}

  static void put(ModelsDiff diff, Map<String, @Nullable Object> map) {
    map.put("parametersBefore", diff.parametersBefore());
    map.put("parametersAfter", diff.parametersAfter());
    map.put("layers", diff.layers().stream().map(TrainingJson::layer).toList());
  }

  private static Map<String, @Nullable Object> layer(LayerDiff layer) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", layer.name());
    map.put("before", layer.before() == null ? null : facts(layer.before()));
    map.put("after", layer.after() == null ? null : facts(layer.after()));
    map.put("norm", OutputJson.plain(layer.norm()));
    map.put("relative", OutputJson.plain(layer.relative()));
    return map;
  }

  private static Map<String, @Nullable Object> facts(LayerFacts layer) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("type", layer.type());
    map.put("shape", layer.shape());
    map.put("parameters", layer.parameters());
    map.put("weights", layer.weights());
    return map;
  }

  static void put(HistoriesDiff diff, Map<String, @Nullable Object> map) {
    map.put("validated", diff.isValidated());
    map.put("bestBefore", number(diff.best(diff.before())));
    map.put("bestAfter", number(diff.best(diff.after())));
    map.put("before", epochs(diff.before()));
    map.put("after", epochs(diff.after()));
  }

  private static @Nullable Long number(Optional<Epoch> epoch) {
    return epoch.isEmpty() ? null : (Long) (long) epoch.get().getEpoch();
  }

  private static List<Map<String, @Nullable Object>> epochs(List<Epoch> epochs) {
    return epochs.stream().map(TrainingJson::epoch).toList();
  }

  private static Map<String, @Nullable Object> epoch(Epoch epoch) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("epoch", (long) epoch.getEpoch());
    map.put("learningRate", OutputJson.plain(epoch.getLearningRate()));
    map.put("trainLoss", OutputJson.plain(epoch.getTrainLoss()));
    map.put("trainAccuracy", OutputJson.plain(epoch.getTrainAccuracy()));
    map.put("validationLoss", OutputJson.plain(epoch.getValidationLoss()));
    map.put("validationAccuracy", OutputJson.plain(epoch.getValidationAccuracy()));
    return map;
  }
}
