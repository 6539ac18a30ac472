package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.manifest.RunManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stages at once, by the times that they note themselves; and what goes on after a failure. */
class ParallelRunTest {

  /** With a parameter of its own, since equal stages are one to the cache. */
  private static final String SLEEPER =
      """
      %1$s:
        uses: command
        with:
          run: date +%%s%%N >out/t/start; sleep 0.6; date +%%s%%N >out/t/end
          parameters: { name: %1$s }
          outputs: { t: files }
      """;

  @TempDir Path home;

  /** In nanoseconds. */
  private record Interval(long start, long end) {}

  @Test
  void asManyStagesRunAtOnceAsThereAreJobs() throws IOException {
    List<Interval> three = intervals("--jobs", "3");
    long lastStart = three.stream().mapToLong(Interval::start).max().orElseThrow();
    long firstEnd = three.stream().mapToLong(Interval::end).min().orElseThrow();
    assertThat(lastStart).isLessThan(firstEnd);
  }

  @Test
  void oneJobRunsThemOneAfterAnother() throws IOException {
    expectNoOverlap(intervals());
  }

  /** Each needs more than that by its own estimate, and so runs alone. */
  @Test
  void memoryThatIsTooSmallForTwoRunsThemOneAfterAnother() throws IOException {
    expectNoOverlap(intervals("--jobs", "3", "--memory", "1m"));
  }

  private static void expectNoOverlap(List<Interval> intervals) {
    for (int i = 1; i < intervals.size(); i++) {
      assertThat(intervals.get(i).start()).isGreaterThan(intervals.get(i - 1).end());
    }
  }

  /** By their starts. */
  private List<Interval> intervals(String... options) throws IOException {
    CommandProject project =
        CommandProject.with(
            home,
            String.format(Locale.ROOT, SLEEPER, "a")
                + String.format(Locale.ROOT, SLEEPER, "b")
                + String.format(Locale.ROOT, SLEEPER, "c"));
    RunManifest run = project.run(options);
    assertThat(CommandProject.outcomes(run).values()).containsOnly("ran");
    List<Interval> intervals = new ArrayList<>();
    for (String stage : List.of("a", "b", "c")) {
      Path folder = project.runs().folder(run.id()).resolve(stage).resolve("t");
      intervals.add(new Interval(time(folder.resolve("start")), time(folder.resolve("end"))));
    }
    intervals.sort(Comparator.comparingLong(Interval::start));
    return intervals;
  }

  private static long time(Path file) throws IOException {
    return Long.parseLong(Files.readString(file).strip());
  }

  @Test
  void failureStopsWhatHasNotStartedUnlessAskedToKeepGoing() throws IOException {
    CommandProject project =
        CommandProject.with(
            home,
            CommandProject.CHAIN.replace(
                    "run: echo $(( $(cat number", "run: exit 1; echo $(( $(cat number")
                + CommandProject.DRIFT);
    assertThat(project.cli("run", "p").exitCode()).isEqualTo(1);
    assertThat(CommandProject.outcomes(project.latest()))
        .isEqualTo(Map.of("number", "failed", "half", "skipped", "drift", "skipped"));
    assertThat(CommandProject.stage(project.latest(), "drift").why())
        .containsExactly("not started after the failure");
    Cli.Result goneOn = project.cli("run", "p", "--keep-going");
    assertThat(goneOn.exitCode()).isEqualTo(1);
    assertThat(goneOn.out()).contains("1 failed, 1 skipped, 1 ran in ");
    assertThat(CommandProject.outcomes(project.latest()))
        .isEqualTo(Map.of("number", "failed", "half", "skipped", "drift", "ran"));
    assertThat(CommandProject.stage(project.latest(), "half").why())
        .containsExactly("needs number, which failed");
  }
}
