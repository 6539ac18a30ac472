package io.reprise.stages.spi;

import java.util.List;
import java.util.Optional;

/**
 * The declaration of a stage type.
 *
 * @param name what a pipeline file's {@code uses} says
 * @param help one sentence
 * @param example a stage as it would stand in a pipeline file, after its name and colon
 * @param outputs those that every stage of the type has; see {@link Stage#outputs}
 */
public record StageType(
    String name,
    String help,
    String example,
    List<Parameter> parameters,
    List<Input> inputs,
    List<Output> outputs) {

  /**
   * The name of an {@link Input} that stands for any number of inputs, named by the pipeline file.
   */
  public static final String ANY_NAME = "*";

  public StageType {
    parameters = List.copyOf(parameters);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** The declared input that takes an input of this name. */
  public Optional<Input> input(String inputName) {
    return inputs.stream()
        .filter(input -> input.name().equals(inputName) || input.name().equals(ANY_NAME))
        .findFirst();
  }

  /**
   * Something that a stage reads of another stage's artifact.
   *
   * @param name or {@link #ANY_NAME}
   * @param required whether a pipeline file must wire it
   */
  public record Input(String name, Content content, boolean required, String help) {}

  /**
   * A folder of the artifact.
   *
   * @param name the folder's name, and what other stages refer to: {@code train.model}
   */
  public record Output(String name, Content content, String help) {}

  public static Input input(String name, Content content, String help) {
    return new Input(name, content, true, help);
  }

  public static Input optionalInput(String name, Content content, String help) {
    return new Input(name, content, false, help);
  }

  public static Output output(String name, Content content, String help) {
    return new Output(name, content, help);
  }
}
