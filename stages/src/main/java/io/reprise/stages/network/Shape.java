package io.reprise.stages.network;

/** What one example is between two layers. */
public sealed interface Shape {

  /** Numbers in all. */
  int size();

  /** Channels, features or units. */
  int depth();

  /** As tables say it: {@code 32x14x14}, {@code 28x20} or {@code 256}. */
  String label();

  /** Feature maps; in memory channel by channel, each row by row. */
  record Image(int channels, int height, int width) implements Shape {

    /**
     * @throws LayerKind.IllegalShape if they are too many to be counted by {@link #size}
     */
    public Image {
      LayerKind.checkSize(channels, height, width);
    }

    @Override
    public int size() {
      return channels * height * width;
    }

    @Override
    public int depth() {
      return channels;
    }

    @Override
    public String label() {
      return channels + "x" + height + "x" + width;
    }
  }

  /** What recurrent layers go through; in memory step by step. */
  record Sequence(int steps, int features) implements Shape {

    /**
     * @throws LayerKind.IllegalShape if they are too many to be counted by {@link #size}
     */
    public Sequence {
      LayerKind.checkSize(steps, features);
    }

    @Override
    public int size() {
      return steps * features;
    }

    @Override
    public int depth() {
      return features;
    }

    @Override
    public String label() {
      return steps + "x" + features;
    }
  }

  /** One number a unit. */
  record Units(int size) implements Shape {
    @Override
    public int depth() {
      return size;
    }

    @Override
    public String label() {
      return Integer.toString(size);
    }
  }
}
