package io.reprise.schemas.parquet;

/** A value that a record cannot hold; ends the reading of its file. */
final class ValueProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param problem such as "is null, where int32 is expected"
   */
  ValueProblem(String column, String problem) {
    super("column '" + column + "' " + problem);
  }
}
