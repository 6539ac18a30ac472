package io.reprise.pipelines.outputs;

import io.reprise.pipelines.tablediff.TableShard;
import io.reprise.schemas.record.Epoch;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The histories of two trainings.
 *
 * @param before epochs of the first, in their order
 * @param after epochs of the second
 */
public record HistoriesDiff(List<Epoch> before, List<Epoch> after) implements AgreementDiff {

  public HistoriesDiff {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  static HistoriesDiff between(List<TableShard> before, List<TableShard> after) throws IOException {
    return new HistoriesDiff(epochs(before), epochs(after));
  }

  private static List<Epoch> epochs(List<TableShard> shards) throws IOException {
    return new TableRows<>(Epoch.class)
        .all(shards).stream().sorted(Comparator.comparingInt(Epoch::getEpoch)).toList();
  }

  /** Whether both were validated: the best epoch is then that of the least validation loss. */
  public boolean isValidated() {
    return List.of(before, after).stream()
        .allMatch(all -> all.stream().anyMatch(epoch -> epoch.getValidationLoss() != null));
  }

  /** The last epoch; empty where there is none. */
  public static Optional<Epoch> last(List<Epoch> epochs) {
    return epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.get(epochs.size() - 1));
  }

  /** The first epoch of the least finite loss, in validation or else in training. */
  public Optional<Epoch> best(List<Epoch> epochs) {
    boolean validated = isValidated();
    return epochs.stream()
        .filter(epoch -> Double.isFinite(loss(epoch, validated)))
        .min(Comparator.comparingDouble(epoch -> loss(epoch, validated)));
  }

  private static double loss(Epoch epoch, boolean validated) {
    if (!validated) {
      return epoch.getTrainLoss();
    }
    return epoch.getValidationLoss() == null ? Double.NaN : epoch.getValidationLoss();
  }

  @Override
  public boolean isEmpty() {
    return before.equals(after);
  }
}
