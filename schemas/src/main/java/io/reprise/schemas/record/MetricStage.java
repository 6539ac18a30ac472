package io.reprise.schemas.record;

/** What the column {@code stage} of {@link Metric} says. */
public final class MetricStage {

  private MetricStage() {}

  /**
   * The stage of the pipeline that has measured: of one with several outputs of metrics, rows name
   * the output too, behind a dot, which no stage's own name has.
   *
   * @param stage as rows have it
   */
  public static String of(String stage) {
    int dot = stage.indexOf('.');
    return dot < 0 ? stage : stage.substring(0, dot);
  }
}
