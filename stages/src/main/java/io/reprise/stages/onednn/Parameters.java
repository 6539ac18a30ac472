package io.reprise.stages.onednn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All parameters of a chain as one array, layer by layer, each in its plain order, and their
 * gradients. Their order and layouts are those of Deeplearning4j's networks, those of {@link
 * Recurrent} layers, which it lacks, oneDNN's.
 */
public final class Parameters {

  /** What a range of the parameters is. */
  public enum Role {
    /** Follows the gradient, and is held small by L1 and L2. */
    WEIGHT,
    /** Follows the gradient. */
    BIAS,
    /** Is measured, as running means are. */
    STATISTIC
  }

  /**
   * How initial weights are drawn; those of several gates lie side by side, output by output, for
   * each input.
   *
   * @param inputs that are added up for one output
   * @param outputs that one input goes into, for each gate
   * @param recurrent whether from step to step, where inputs and outputs are the same units
   */
  public record Fan(long inputs, long outputs, boolean recurrent) {}

  /**
   * Parameters of one kind of one layer.
   *
   * @param layer that they belong to, from 0; -1 before the first is begun
   * @param offset of the first
   * @param fan of weights; others begin with what {@link #values} has at first
   */
  public record Range(Role role, int layer, int offset, int length, @Nullable Fan fan) {

    /** Behind the last. */
    public int end() {
      return offset + length;
    }
  }

  private final List<Range> ranges = new ArrayList<>();
  private float[] values = {};
  private float[] gradients = {};
  private long version;
  private int layer = -1;

  /** Says that what is added next belongs to another layer. */
  void nextLayer() {
    layer++;
  }

  /** Adds a range behind the others, of numbers that are 0 at first. */
  Range add(Role role, long length) {
    return add(role, length, null);
  }

  Range addWeights(long length, Fan fan) {
    return add(Role.WEIGHT, length, fan);
  }

  private Range add(Role role, long length, @Nullable Fan fan) {
    int offset = values.length;
    Range range = new Range(role, layer, offset, Math.toIntExact(length), fan);
    ranges.add(range);
    values = Arrays.copyOf(values, Math.addExact(offset, range.length()));
    gradients = new float[values.length];
    return range;
  }

  public List<Range> ranges() {
    return List.copyOf(ranges);
  }

  /** To be changed in place, followed by {@link #changed}. */
  public float[] values() {
    return values;
  }

  /** Of the mean loss of the latest batch; of statistics, nothing. */
  public float[] gradients() {
    return gradients;
  }

  /** Says that values are others than before. */
  public void changed() {
    version++;
  }

  long version() {
    return version;
  }
}
