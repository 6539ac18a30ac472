package io.reprise.pipelines.reported;

import java.util.List;

/**
 * One report's rows, in its order.
 *
 * @param note on all rows; empty where there is none
 */
public record ReportedTable(String title, String note, List<ReportedRow> rows) {

  public ReportedTable {
    rows = List.copyOf(rows);
  }
}
