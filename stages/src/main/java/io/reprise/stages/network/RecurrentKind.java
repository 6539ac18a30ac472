package io.reprise.stages.network;

import io.reprise.stages.onednn.Cell;
import io.reprise.stages.onednn.Chain;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A layer that goes through a sequence step by step, or through an image row by row. On oneDNN
 * alone: of Deeplearning4j's, a GRU's gradient is wrong.
 */
final class RecurrentKind implements LayerKind {

  /** Weights from step to step are drawn as orthogonal matrices, which takes their cube. */
  private static final ParameterType UNITS = ParameterType.integer(1, 4096);

  private static final int MOST_GATES = 4;

  /** The output and four gates. */
  private static final int NUMBERS_A_STEP = 5;

  private static final String LAST = "last";
  private static final String SEQUENCE = "sequence";
  private static final String TIME_DISTRIBUTED = "timeDistributed";

  private final List<Parameter> own;
  private final Function<Settings, Cell> cell;

  private RecurrentKind(List<Parameter> own, Function<Settings, Cell> cell) {
    this.own = List.copyOf(own);
    this.cell = cell;
  }

  static RecurrentKind simple() {
    Parameter activation =
        Parameter.withDefault(
            "activation", ParameterType.choice("tanh", "relu"), "tanh", "function of the sums");
    return new RecurrentKind(
        List.of(activation),
        settings -> new Cell.Simple(settings.text("activation").equals("relu")));
  }

  static RecurrentKind lstm() {
    return new RecurrentKind(List.of(), settings -> new Cell.Lstm());
  }

  static RecurrentKind gru() {
    return new RecurrentKind(List.of(), settings -> new Cell.Gru());
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(Parameter.required("units", UNITS, "numbers that come out of a step"));
    parameters.addAll(own);
    parameters.add(
        Parameter.withDefault(
            "returns",
            ParameterType.choice(LAST, SEQUENCE),
            LAST,
            "the output of the last step, or of all as a sequence"));
    parameters.add(
        Parameter.withDefault(
            TIME_DISTRIBUTED,
            ParameterType.flag(),
            false,
            "each row of an image is a sequence of pixels by itself; a sequence of rows comes out"));
    return parameters;
  }

  @Override
  public Shape output(Shape input, Settings settings) {
    int units = settings.integer("units");
    if (settings.flag(TIME_DISTRIBUTED)) {
      if (returnsSequence(settings)) {
        throw new IllegalShape(
            "is timeDistributed, which takes the last step of each row; leave out returns: sequence");
      }
      return new Shape.Sequence(LayerKind.image(input).height(), units);
    }
    int steps = sequence(input).steps();
    return returnsSequence(settings) ? new Shape.Sequence(steps, units) : new Shape.Units(units);
  }

  private static Shape.Sequence sequence(Shape input) {
    if (input instanceof Shape.Image image) {
      return new Shape.Sequence(image.height(), image.channels() * image.width());
    }
    if (input instanceof Shape.Sequence sequence) {
      return sequence;
    }
    throw new IllegalShape(
        "takes a sequence or feature maps, but gets "
            + input.label()
            + " units; set returns: sequence in the recurrent layer before it, or move it before"
            + " the dense layers");
  }

  private static boolean returnsSequence(Settings settings) {
    return settings.text("returns").equals(SEQUENCE);
  }

  @Override
  public void addTo(LayerStack stack, String name, Settings settings) {
    throw new IllegalStateException("Deeplearning4j is not asked for recurrent layers");
  }

  @Override
  public void addTo(Chain chain, Shape input, Settings settings) {
    int units = settings.integer("units");
    if (settings.flag(TIME_DISTRIBUTED)) {
      chain.recurrentInRows(cell.apply(settings), units);
    } else {
      chain.recurrent(cell.apply(settings), units, returnsSequence(settings));
    }
  }

  @Override
  public boolean isOnDl4j() {
    return false;
  }

  /** Of each step, the output and what the gates came to. */
  @Override
  public long numbers(Shape input, Settings settings) {
    long steps =
        settings.flag(TIME_DISTRIBUTED)
            ? (long) LayerKind.image(input).height() * LayerKind.image(input).width()
            : sequence(input).steps();
    return steps * settings.integer("units") * NUMBERS_A_STEP;
  }

  @Override
  public String weights(Settings settings) {
    return settings.integer("units") + " units";
  }

  @Override
  public long mostParameters(Shape input, Settings settings) {
    long units = settings.longInteger("units");
    long features =
        settings.flag(TIME_DISTRIBUTED)
            ? LayerKind.image(input).channels()
            : sequence(input).features();
    return MOST_GATES * units * (features + units + 1);
  }
}
