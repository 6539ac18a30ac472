package io.reprise.pipelines.reported;

import io.reprise.pipelines.cache.Difference;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.RunManifest.Status;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.plan.Plan;
import io.reprise.schemas.text.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the runs that a row's figures are taken from: those with the row's parameters, in any seed.
 * Where there is none, a run that differs in nothing but epochs stands in, unless the row sets
 * these: the one whose number is the closest, and of several the latest.
 */
public final class RowRuns {

  private static final String SEED = "seed";
  private static final String EPOCHS = "epochs";

  private final List<RunManifest> runs;
  private final BiFunction<RunManifest, List<RunManifest>, List<RunManifest>> replicates;

  /**
   * @param runs latest first
   * @param replicates those among runs that repeat one with other seeds, by the same code on the
   *     same data
   */
  public RowRuns(
      List<RunManifest> runs,
      BiFunction<RunManifest, List<RunManifest>, List<RunManifest>> replicates) {
    this.runs = List.copyOf(runs);
    this.replicates = replicates;
  }

  /**
   * What was found.
   *
   * @param run the latest one
   * @param others the same in other seeds, by the same code on the same data
   * @param instead what the runs do not have as the row says; empty where they have all
   */
  public record Found(RunManifest run, List<RunManifest> others, String instead) {

    public Found {
      others = List.copyOf(others);
    }

    /** All, the latest first. */
    public List<RunManifest> all() {
      List<RunManifest> all = new ArrayList<>(List.of(run));
      all.addAll(others);
      return all;
    }
  }

  /** A run, and what is different in it. */
  private record Candidate(RunManifest run, List<Difference> differences) {

    private boolean isExact() {
      return differences.isEmpty();
    }

    private boolean isOfEpochs() {
      return differences.stream().allMatch(each -> ends(each.name(), EPOCHS));
    }

    /** How many epochs it has more or less than was asked for. */
    private double distance() {
      return differences.stream()
          .mapToDouble(each -> Math.abs(number(each.after()) - number(each.before())))
          .sum();
    }

    private static double number(@Nullable Object value) {
      return value instanceof Number number ? number.doubleValue() : 0;
    }
  }

  /**
   * @param plan with what the row sets
   * @param file without it
   */
  public Optional<Found> find(ReportedRow row, Plan plan, Plan file) {
    Set<String> measuring =
        row.figures().stream().map(ReportedFigure::stage).collect(Collectors.toSet());
    RowParameters parameters = new RowParameters(plan, plan.upTo(measuring));
    Set<String> set = new HashSet<>(row.set().keySet());
    parameters.differences(file).forEach(each -> set.add(each.name()));
    boolean anySeed = set.stream().noneMatch(path -> ends(path, SEED));
    boolean anyEpochs = set.stream().noneMatch(path -> ends(path, EPOCHS));
    List<Candidate> candidates = new ArrayList<>();
    for (RunManifest run : runs) {
      if (run.status() == Status.DONE
          && run.pipeline().equals(plan.pipeline())
          && measuring.stream().allMatch(stage -> has(run, stage))) {
        parameters
            .differences(run)
            .map(
                differences ->
                    new Candidate(run, anySeed ? withoutSeeds(differences) : differences))
            .filter(candidate -> candidate.isExact() || anyEpochs && candidate.isOfEpochs())
            .ifPresent(candidates::add);
      }
    }
    Optional<Candidate> exact = candidates.stream().filter(Candidate::isExact).findFirst();
    return exact
        .or(() -> candidates.stream().min(Comparator.comparingDouble(Candidate::distance)))
        .map(candidate -> found(candidate, anySeed));
  }

  private Found found(Candidate candidate, boolean anySeed) {
    return new Found(
        candidate.run(),
        anySeed ? replicates.apply(candidate.run(), runs) : List.of(),
        instead(candidate.differences()));
  }

  private static boolean has(RunManifest run, String stage) {
    return run.stage(stage).filter(StageEntry::succeeded).isPresent();
  }

  private static List<Difference> withoutSeeds(List<Difference> differences) {
    return differences.stream().filter(each -> !ends(each.name(), SEED)).toList();
  }

  private static boolean ends(String path, String name) {
    return path.equals(name) || path.endsWith("." + name);
  }

  private static String instead(List<Difference> differences) {
    return differences.stream()
        .sorted(Comparator.comparing(Difference::name))
        .map(
            each ->
                each.name()
                    + " "
                    + Numbers.text(each.after())
                    + " instead of "
                    + Numbers.text(each.before()))
        .collect(Collectors.joining(", "));
  }
}
