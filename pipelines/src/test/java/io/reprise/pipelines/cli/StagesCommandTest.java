package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.schemas.json.Json;
import io.reprise.schemas.json.JsonMaps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagesCommandTest {

  @TempDir Path outputs;

  @Test
  void jsonHasTheWholeDeclaration() throws IOException {
    Map<String, @Nullable Object> train =
        Json.readObject(Cli.run(outputs, "stages", "train", "--json").out());
    assertThat(train).containsEntry("name", "train").containsKeys("help", "example");
    assertThat(JsonMaps.maps(train, "inputs").get(0))
        .containsEntry("name", "train")
        .containsEntry("content", "examples")
        .containsEntry("required", true);
    assertThat(JsonMaps.maps(train, "outputs")).anyMatch(map -> "model".equals(map.get("name")));
    assertThat(parameter(train, "epochs"))
        .containsEntry("type", "an integer from 1 to 100000")
        .containsEntry("required", false)
        .containsEntry("default", 10L);
  }

  @Test
  void jsonHasWhatIsInsideAListOfVariants() throws IOException {
    Map<String, @Nullable Object> train =
        Json.readObject(Cli.run(outputs, "stages", "train", "--json").out());
    Map<String, @Nullable Object> variants = JsonMaps.map(parameter(train, "layers"), "variants");
    assertThat(JsonMaps.maps(variants, "conv")).anyMatch(map -> "filters".equals(map.get("name")));
  }

  @Test
  void jsonOfAllIsAListOfTheSame() throws IOException {
    String all = Cli.run(outputs, "stages", "--json").out();
    List<Map<String, @Nullable Object>> types =
        JsonMaps.maps(Json.readObject("{ \"types\": " + all + "}"), "types");
    assertThat(types.stream().map(type -> type.get("name"))).contains("ingest", "train", "command");
    String one = Cli.run(outputs, "stages", "tsne", "--json").out();
    assertThat(types).contains(Json.readObject(one));
  }

  private static Map<String, @Nullable Object> parameter(
      Map<String, @Nullable Object> type, String name) {
    return JsonMaps.maps(type, "parameters").stream()
        .filter(parameter -> name.equals(parameter.get("name")))
        .findFirst()
        .orElseThrow();
  }
}
