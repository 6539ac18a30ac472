package io.reprise.stages.network;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A network's declaration as a file of its own form, which no library's reader has to be trusted
 * with.
 */
final class NetworkJson {

  private static final int FORMAT = 2;
  private static final ObjectMapper JSON =
      new ObjectMapper(Json.factory())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS);

  private NetworkJson() {}

  /**
   * The file's content.
   *
   * @param weights what shapes each layer's parameters beside its input, for who compares models;
   *     null in files of before
   */
  @JsonPropertyOrder({"format", "channels", "height", "width", "classes", "weights", "network"})
  private record Content(
      int format,
      int channels,
      int height,
      int width,
      List<String> classes,
      @Nullable List<String> weights,
      Map<String, @Nullable Object> network) {}

  static byte[] write(NetworkSpec spec) throws IOException {
    Map<String, @Nullable Object> network = new LinkedHashMap<>();
    for (Parameter parameter : NetworkParameters.declared(spec.kinds())) {
      network.put(parameter.name(), spec.settings().values().get(parameter.name()));
    }
    network.put(NetworkParameters.LAYERS, layers(spec));
    Shape.Image input = spec.input();
    Content content =
        new Content(
            FORMAT,
            input.channels(),
            input.height(),
            input.width(),
            spec.classes(),
            spec.layers().stream().map(LayerSpec::weights).toList(),
            network);
    String text = JSON.writeValueAsString(content).replace("\r\n", "\n") + "\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @param source for messages
   * @param kinds of layers that the network may have
   */
  static NetworkSpec read(byte[] json, String source, LayerKinds kinds) throws IOException {
    Content content = JSON.readValue(json, Content.class);
    if (content.format() != FORMAT) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "%s has format %d, and this version reads %d; train the model anew",
              source,
              content.format(),
              FORMAT));
    }
    return NetworkSpec.of(
        new Settings(content.network()),
        new Shape.Image(content.channels(), content.height(), content.width()),
        content.classes(),
        kinds);
  }

  /** Each with its name settled. */
  private static List<Map<String, Object>> layers(NetworkSpec spec) {
    List<Map<String, Object>> layers = new ArrayList<>();
    for (LayerSpec layer : spec.layers()) {
      Map<String, @Nullable Object> settings = new LinkedHashMap<>(layer.settings().values());
      settings.put(LayerKinds.NAME, layer.name());
      layers.add(Map.of(layer.kind(), settings));
    }
    return layers;
  }
}
