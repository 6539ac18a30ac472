package io.reprise.pipelines.cli;

import io.reprise.pipelines.reported.RowResult;
import java.util.List;

/** A report's rows, and what came of them here. */
record ExperimentTable(String title, String note, List<Row> rows) {

  ExperimentTable {
    rows = List.copyOf(rows);
  }

  /**
   * One row.
   *
   * @param what the report calls it, or what is set in it
   * @param command makes it again
   */
  record Row(String what, String command, RowResult result) {}
}
