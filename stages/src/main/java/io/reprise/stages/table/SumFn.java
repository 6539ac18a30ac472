package io.reprise.stages.table;

import java.io.Serializable;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.beam.sdk.transforms.Combine;

/**
 * Adds up what is known of shards.
 *
 * @param <T> sum, which is the same whatever the order of adding
 */
public final class SumFn<T> extends Combine.CombineFn<T, T, T> {

  private static final long serialVersionUID = 1L;

  /** Makes a sum of nothing. */
  public interface Zero<T> extends Supplier<T>, Serializable {}

  /** Adds the second to the first. */
  public interface Addition<T> extends BiConsumer<T, T>, Serializable {}

  private final Zero<T> zero;
  private final Addition<T> addition;

  public SumFn(Zero<T> zero, Addition<T> addition) {
    this.zero = zero;
    this.addition = addition;
  }

  @Override
  public T createAccumulator() {
    return zero.get();
  }

  @Override
  public T addInput(T sum, T part) {
    addition.accept(sum, part);
    return sum;
  }

  @Override
  public T mergeAccumulators(Iterable<T> sums) {
    T all = createAccumulator();
    sums.forEach(sum -> addition.accept(all, sum));
    return all;
  }

  @Override
  public T extractOutput(T sum) {
    return sum;
  }
}
