package io.reprise.pipelines.tablediff;

/** Rows of a table cannot be told apart, or not be brought into order; the message says which. */
final class UncomparableTableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UncomparableTableException(String message) {
    super(message);
  }
}
