package io.reprise.pipelines.runspage;

import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.RunNotes;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run as the page shows it.
 *
 * @param notes what somebody has said of it
 * @param report path of its report from the page's folder, as in a link; null where there is none
 * @param parameters by path: {@code train.epochs}
 * @param metrics headlines by name: {@code evaluate.accuracy}; null where one is not finite
 */
public record IndexedRun(
    RunManifest run,
    RunNotes notes,
    @Nullable String report,
    Map<String, @Nullable Object> parameters,
    Map<String, @Nullable Number> metrics) {

  public IndexedRun {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /** Milliseconds since 1970; empty where the manifest does not say when it was started. */
  Optional<Long> started() {
    try {
      return Optional.of(Instant.parse(run.started()).toEpochMilli());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Finite, or null. */
  @Nullable Double metric(String name) {
    Number value = metrics.get(name);
    return value == null || !Double.isFinite(value.doubleValue())
        ? null
        : (Double) value.doubleValue();
  }
}
