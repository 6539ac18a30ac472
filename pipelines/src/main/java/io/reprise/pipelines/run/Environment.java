package io.reprise.pipelines.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Facts about the machine and the program, for manifests; no key depends on them. */
public final class Environment {

  private static final String VERSION = "0.1.0";
  private static final long GIT_SECONDS = 5;

  private Environment() {}

  /**
   * Begins to find them out, and gives them when they are asked for.
   *
   * @param project a folder of a git checkout, or not
   */
  public static Supplier<Map<String, @Nullable Object>> capture(Path project) {
    CompletableFuture<@Nullable String> revision = new CompletableFuture<>();
    Thread asking = new Thread(() -> revision.complete(revision(project)), "git");
    asking.setDaemon(true);
    asking.start();
    return () -> facts(revision.join());
  }

  private static Map<String, @Nullable Object> facts(@Nullable String revision) {
    Map<String, @Nullable Object> facts = new TreeMap<>();
    facts.put("reprise", VERSION);
    facts.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("architecture", System.getProperty("os.arch"));
    facts.put("processors", (long) Runtime.getRuntime().availableProcessors());
    facts.put("git", revision);
    return facts;
  }

  /** The commit, with "-dirty" when files differ from it; null where git does not know. */
  private static @Nullable String revision(Path project) {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
              .directory(project.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String revision =
          new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      boolean ended = git.waitFor(GIT_SECONDS, TimeUnit.SECONDS);
      return ended && git.exitValue() == 0 ? revision : null;
    } catch (IOException e) {
      return null; // no git on this machine: a fact, not a failure
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
