package io.reprise.pipelines.cli;

/** What the command's exit code says. */
final class ExitCodes {

  static final int DONE = 0;
  static final int STAGE_FAILED = 1;
  static final int WRONG_USE = 2;
  static final int DIFFERENT = 3;
  static final int CORRUPT = 4;
  static final int INTERRUPTED = 130;

  private ExitCodes() {}
}
