package io.reprise.pipelines.code;

import io.reprise.schemas.digest.Digest;
import io.reprise.stages.spi.Stage;
import java.util.Map;
import java.util.TreeMap;

public final class StageCode {
  public Digest digest(Stage stage) {
    return listing(stage).digest();
  }

  public Code listing(Stage stage) {
    return new Code(
        new TreeMap<>(
            Map.of(
                "class " + stage.getClass().getName(),
                Digest.of(stage.type().name() + stage.type().version()).hex())));
  }
}
