package io.reprise.pipelines.outputs;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Two trained networks, layer by layer; layers are paired by their names.
 *
 * @param layers in the second's order, then those of the first alone
 */
public record ModelsDiff(List<LayerDiff> layers) implements AgreementDiff {

  public ModelsDiff {
    layers = List.copyOf(layers);
  }

  /**
   * A layer as a network's table of layers has it.
   *
   * @param type as in the pipeline file: {@code conv}
   * @param shape of what comes out of one example
   * @param parameters how many, 0 or more
   * @param weights what shapes them beside the input: {@code 32 filters of 3x3}; empty where
   *     nothing does
   */
  public record LayerFacts(String type, String shape, long parameters, String weights) {

    /** Whether its parameters can be subtracted from the other's, each from that of its place. */
    boolean hasSameParametersAs(LayerFacts other) {
      return type.equals(other.type)
          && parameters == other.parameters
          && weights.equals(other.weights);
    }
  }

  /**
   * One layer in both networks.
   *
   * @param before null where the first has none of that name
   * @param after null where the second has none
   * @param norm the Euclidean norm of the difference of all its parameters; null where they cannot
   *     be paired, NaN where one is not finite
   * @param relative the same over the norm of the first's parameters; null where that is 0 or there
   *     is no norm
   */
  public record LayerDiff(
      String name,
      @Nullable LayerFacts before,
      @Nullable LayerFacts after,
      @Nullable Double norm,
      @Nullable Double relative) {

    boolean isEmpty() {
      return Objects.equals(before, after) && norm != null && norm == 0;
    }
  }

  /** Of all layers of one of them. */
  public long parametersBefore() {
    return layers.stream().mapToLong(each -> parameters(each.before())).sum();
  }

  public long parametersAfter() {
    return layers.stream().mapToLong(each -> parameters(each.after())).sum();
  }

  private static long parameters(@Nullable LayerFacts layer) {
    return layer == null ? 0 : layer.parameters();
  }

  @Override
  public boolean isEmpty() {
    return layers.stream().allMatch(LayerDiff::isEmpty);
  }
}
