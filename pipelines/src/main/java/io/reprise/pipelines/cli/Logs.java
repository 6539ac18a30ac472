package io.reprise.pipelines.cli;

import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** How much is seen of what Reprise and its libraries log. */
final class Logs {

  /** Kept here, since the log manager forgets a logger, and its level, that nobody holds. */
  private static final Logger OWN = Logger.getLogger("io.reprise");

  private static final Logger ROOT = Logger.getLogger("");

  private Logs() {}

  /** Everything with {@code --verbose}; otherwise Reprise's own warnings, unless it is quiet. */
  static void set(List<String> arguments) {
    boolean verbose = arguments.contains("--verbose");
    boolean warns = !verbose && !arguments.contains("--quiet");
    ROOT.setLevel(verbose ? Level.INFO : Level.OFF);
    for (Handler handler : OWN.getHandlers()) {
      OWN.removeHandler(handler);
    }
    OWN.setUseParentHandlers(verbose);
    OWN.setLevel(warns ? Level.WARNING : null);
    if (warns) {
      OWN.addHandler(new Warnings());
    }
  }

  /** One plain line each; the stack trace is for {@code --verbose}. */
  private static final class Warnings extends Handler {

    private final Formatter formatter = new SimpleFormatter();

    @Override
    public void publish(LogRecord logged) {
      if (isLoggable(logged)) {
        String message = formatter.formatMessage(logged).strip();
        System.err.println("warning: " + message.lines().findFirst().orElse(""));
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
