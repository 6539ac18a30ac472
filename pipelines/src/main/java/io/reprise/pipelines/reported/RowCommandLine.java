package io.reprise.pipelines.reported;

import io.reprise.pipelines.definition.Choice;
import io.reprise.pipelines.definition.SweepPoint;
import io.reprise.schemas.text.PosixShell;
import java.util.Map;
import java.util.stream.Collectors;

/** The command that makes a row's figure again. */
public final class RowCommandLine {

  private RowCommandLine() {}

  /**
   * @param point what the row sets
   * @param seeds whether the figure is a mean over seeds that a sweep gave
   */
  public static String of(ReportedRow row, SweepPoint point, boolean seeds) {
    boolean names = point.values().values().stream().anyMatch(RowCommandLine::isNamed);
    String before = names || seeds ? " " : " --set ";
    return "./reprise "
        + (names || seeds ? "sweep " : "run ")
        + PosixShell.quoted(row.pipeline())
        + point.values().entrySet().stream()
            .map(entry -> before + PosixShell.quoted(word(entry)))
            .collect(Collectors.joining());
  }

  private static String word(Map.Entry<String, Choice> value) {
    return value.getKey() + "=" + value.getValue().label();
  }

  /** An alternative of a matrix, which only a sweep knows. */
  private static boolean isNamed(Choice choice) {
    return !choice.label().equals(Choice.flow(choice.value()));
  }
}
