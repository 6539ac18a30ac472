package io.reprise.stages.spi;

import org.jspecify.annotations.Nullable;

/**
 * A declared parameter of a stage type, or of a part of one such as a layer.
 *
 * @param required whether a pipeline file must give it
 * @param fallback the value where none is given; null where there is none
 * @param help one line
 */
public record Parameter(
    String name, ParameterType type, boolean required, @Nullable Object fallback, String help) {

  /** One that must be given. */
  public static Parameter required(String name, ParameterType type, String help) {
    return new Parameter(name, type, true, null, help);
  }

  /** One with a default, which has the type's canonical form: Long, Double, Boolean, String, ... */
  public static Parameter withDefault(
      String name, ParameterType type, Object fallback, String help) {
    return new Parameter(name, type, false, fallback, help);
  }

  /** One that may be absent. */
  public static Parameter optional(String name, ParameterType type, String help) {
    return new Parameter(name, type, false, null, help);
  }
}
