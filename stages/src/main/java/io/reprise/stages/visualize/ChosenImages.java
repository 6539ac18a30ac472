package io.reprise.stages.visualize;

import static io.reprise.stages.spi.Parameter.optional;
import static io.reprise.stages.spi.Parameter.withDefault;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Example;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StoredFile;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.SeededChoice;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The few images that a stage goes into.
 *
 * @param examples by ascending id
 */
record ChosenImages(ExampleFacts facts, List<Example> examples) {

  static final String EXAMPLES = "examples";

  ChosenImages {
    examples = List.copyOf(examples);
  }

  /** What a pipeline file can say of them. */
  static List<Parameter> parameters(long images) {
    return List.of(
        optional(
            "ids",
            ParameterType.list(ParameterType.integer(0, Long.MAX_VALUE)),
            "of the images; else as many as images says, chosen by seed and id"),
        withDefault("images", ParameterType.integer(1, 1000), images, "where no ids are given"),
        withDefault("scale", ParameterType.integer(1, 32), 3L, "pixels a side of each pixel"),
        withDefault(
            "seed",
            ParameterType.integer(Long.MIN_VALUE, Long.MAX_VALUE),
            0L,
            "of the choice of images"));
  }

  static List<String> problems(Settings settings) {
    return settings.has("ids") && settings.list("ids", Long.class).isEmpty()
        ? List.of("ids is empty: leave it out to have images chosen")
        : List.of();
  }

  static ChosenImages read(StageContext context) throws IOException {
    InputFiles files = context.input(EXAMPLES);
    Settings settings = context.settings();
    List<Example> examples =
        settings.has("ids")
            ? withIds(files, new TreeSet<>(settings.list("ids", Long.class)))
            : chosen(files, settings);
    if (examples.isEmpty()) {
      throw new ReportedException(
          "there is no example to show; look at the stage that the examples come from");
    }
    return new ChosenImages(ExampleFacts.read(files), examples);
  }

  private static List<Example> withIds(InputFiles files, Set<Long> ids) throws IOException {
    List<Example> found = new ArrayList<>();
    for (StoredFile file : files.tables()) {
      Tables.forEach(
          file,
          Example.class,
          example -> {
            if (ids.remove(example.getId())) {
              found.add(example);
            }
          });
    }
    if (!ids.isEmpty()) {
      throw new ReportedException("ids: the examples have no id " + ids.iterator().next());
    }
    return found;
  }

  private static List<Example> chosen(InputFiles files, Settings settings) throws IOException {
    SeededChoice choice =
        new SeededChoice(settings.longInteger("seed"), settings.integer("images"));
    for (StoredFile file : files.tables()) {
      Tables.forEach(file, Example.class, choice::add);
    }
    return choice.examples();
  }

  /** Unsigned bytes, channel by channel. */
  static byte[] pixels(Example example) {
    byte[] pixels = new byte[example.getPixels().remaining()];
    example.getPixels().duplicate().get(pixels);
    return pixels;
  }

  /** The class's name, or its number where it has none. */
  String className(int label) {
    return label >= 0 && label < facts.classes().size()
        ? facts.classes().get(label)
        : Integer.toString(label);
  }
}
