package io.reprise.pipelines.cli;

import io.reprise.schemas.problem.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A part of what {@code diff} says. */
enum DiffSection {
  CAUSE,
  METRICS,
  TABLES,
  PREDICTIONS("predictions"),
  EMBEDDINGS("embeddings"),
  CLUSTERS("clusters"),
  MODELS("model", "epochs"),
  PICTURES;

  private final Set<String> contents;

  DiffSection(String... contents) {
    this.contents = Set.of(contents);
  }

  /** Of outputs whose meaning it compares; none where it is about something else. */
  Set<String> contents() {
    return contents;
  }

  /** As the command line has it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads it. */
  static final class Converter implements ITypeConverter<DiffSection> {

    @Override
    public DiffSection convert(String text) {
      List<String> known = Arrays.stream(values()).map(DiffSection::toString).toList();
      int place = known.indexOf(text);
      if (place < 0) {
        throw new TypeConversionException(
            "'" + text + "' is none of " + String.join(", ", known) + Nearest.hint(text, known));
      }
      return values()[place];
    }
  }
}
