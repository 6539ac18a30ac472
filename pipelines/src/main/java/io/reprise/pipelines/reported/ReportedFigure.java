package io.reprise.pipelines.reported;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One figure of a report.
 *
 * @param metric what it is compared with: {@code evaluate.accuracy}; of one of several splits
 *     {@code evaluate.test.accuracy}, of one class {@code evaluate.recall[Trouser]}; or a stage
 *     alone, whose result is no number
 * @param text as it was reported
 * @param value the number; null where words were reported
 */
public record ReportedFigure(String metric, String text, @Nullable Double value) {

  private static final Pattern METRIC = Pattern.compile("([^.\\[]+)(?:\\.([^\\[]+)(?:\\[(.+)])?)?");

  static boolean isMetric(String path) {
    return METRIC.matcher(path).matches();
  }

  /** The stage that measures it. */
  public String stage() {
    return part(1);
  }

  /** With its split, if that is named; empty where the stage's result alone is meant. */
  String path() {
    return isOfStageAlone() ? "" : stage() + "." + part(2);
  }

  /** Empty for that of all classes. */
  String ofClass() {
    return part(3);
  }

  /** Whether no metric is named. */
  public boolean isOfStageAlone() {
    return part(2).isEmpty();
  }

  private String part(int group) {
    Matcher parts = METRIC.matcher(metric);
    if (!parts.matches()) {
      throw new IllegalArgumentException(metric);
    }
    return parts.group(group) == null ? "" : parts.group(group);
  }
}
