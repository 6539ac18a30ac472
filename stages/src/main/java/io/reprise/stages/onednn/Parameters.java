package io.reprise.stages.onednn;

import java.util.ArrayList;
import java.util.List;

/**
 * All parameters of a chain as one array, layer by layer, each in its plain order, and their
 * gradients. Their order and layouts are those of Deeplearning4j's networks.
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
   * Parameters of one kind of one layer.
   *
   * @param offset of the first
   */
  public record Range(Role role, int offset, int length) {}

  private final List<Range> ranges = new ArrayList<>();
  private float[] values = {};
  private float[] gradients = {};
  private long version;

  /** Adds a range behind the others. */
  Range add(Role role, long length) {
    int offset = values.length;
    Range range = new Range(role, offset, Math.toIntExact(length));
    ranges.add(range);
    values = new float[Math.addExact(offset, range.length())];
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
