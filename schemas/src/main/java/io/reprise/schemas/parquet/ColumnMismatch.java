package io.reprise.schemas.parquet;

import java.util.List;

/** The columns of a file are not those of the record that it is read as. */
final class ColumnMismatch extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /**
   * @param problems one line each, without the file's name
   */
  ColumnMismatch(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  List<String> problems() {
    return problems;
  }
}
