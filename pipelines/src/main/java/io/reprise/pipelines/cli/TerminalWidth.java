package io.reprise.pipelines.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The terminal's width, which may change: asked of {@code stty} at most once a second. */
final class TerminalWidth implements IntSupplier {

  private static final Logger LOG = LoggerFactory.getLogger(TerminalWidth.class);
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long TIMEOUT_MILLIS = 200;
  private static final Pattern SIZE = Pattern.compile("\\d+ ([1-9]\\d{0,4})\\s*");

  private int columns = Terminal.columns();
  private long asked = System.nanoTime();
  private boolean unknown;

  @Override
  public synchronized int getAsInt() {
    if (!unknown && System.nanoTime() - asked >= INTERVAL_NANOS) {
      ask();
      asked = System.nanoTime();
    }
    return columns;
  }

  private void ask() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!stty.waitFor(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
        stty.destroyForcibly();
        return;
      }
      Matcher size =
          SIZE.matcher(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
      if (size.matches()) {
        columns = Integer.parseInt(size.group(1));
      }
    } catch (IOException e) {
      LOG.info("the terminal's width cannot be asked for", e);
      unknown = true; // the width at the start has to do
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
