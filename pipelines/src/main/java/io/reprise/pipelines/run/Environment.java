package io.reprise.pipelines.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Facts about the machine and the program, for manifests; no key depends on them. */
public final class Environment {

  private static final Duration GIT = Duration.ofSeconds(5);

  private Environment() {}

  /**
   * Begins to find them out, and gives them when they are asked for.
   *
   * @param project a folder of a git checkout, or not
   */
  public static Supplier<Map<String, @Nullable Object>> capture(Path project) {
    CompletableFuture<Optional<String>> revision =
        ask(
            new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
                .directory(project.toFile()),
            GIT);
    return () -> facts(revision.join().orElse(null));
  }

  /**
   * @param revision the commit, with "-dirty" when files differ from it; null where git does not
   *     know
   */
  private static Map<String, @Nullable Object> facts(@Nullable String revision) {
    Map<String, @Nullable Object> facts = new TreeMap<>();
    facts.put("reprise", Version.NUMBER);
    facts.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("architecture", System.getProperty("os.arch"));
    facts.put("processors", (long) Runtime.getRuntime().availableProcessors());
    facts.put("git", revision);
    return facts;
  }

  /**
   * What a command prints; empty where it fails, is not there or takes too long. It is then ended,
   * so that nobody waits for it, who needs no more than a fact.
   */
  static CompletableFuture<Optional<String>> ask(ProcessBuilder command, Duration patience) {
    CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
    answer.completeOnTimeout(Optional.empty(), patience.toMillis(), TimeUnit.MILLISECONDS);
    Thread asking = new Thread(() -> answer.complete(answer(command, answer)), "git");
    asking.setDaemon(true);
    asking.start();
    return answer;
  }

  private static Optional<String> answer(ProcessBuilder command, CompletableFuture<?> deadline) {
    try {
      Process process = command.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      deadline.thenRun(process::destroyForcibly); // only reached in time by one that is late
      String text =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor() == 0 ? Optional.of(text) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // no git on this machine: a fact, not a failure
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
