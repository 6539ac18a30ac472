package io.reprise.stages.command;

import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The stage's parameters.
 *
 * @param files as the pipeline file names them
 * @param parameters of the program
 * @param versions shell lines
 */
record CommandSettings(
    String run,
    List<String> files,
    SortedMap<String, Content> outputs,
    Map<String, @Nullable Object> parameters,
    List<String> versions) {

  static final String RUN = "run";
  static final String FILES = "files";
  static final String OUTPUTS = "outputs";
  static final String PARAMETERS = "parameters";
  static final String VERSIONS = "versions";

  private static final Pattern OUTPUT_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");
  private static final Pattern PARAMETER_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** The artifact's folder of warnings, see {@code StageContext.warnings}. */
  private static final String WARNINGS = "warnings";

  static CommandSettings of(Settings settings) {
    SortedMap<String, Content> outputs = new TreeMap<>();
    settings
        .map(OUTPUTS, String.class)
        .forEach((name, label) -> outputs.put(name, new Content(label)));
    return new CommandSettings(
        settings.text(RUN),
        settings.list(FILES, String.class),
        outputs,
        settings.struct(PARAMETERS).values(),
        settings.list(VERSIONS, String.class));
  }

  /** One line each. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (run.isBlank()) {
      problems.add("run is empty: write a line for sh");
    }
    if (outputs.isEmpty()) {
      problems.add("outputs is empty: declare at least one, such as { report: files }");
    }
    outputs.keySet().forEach(name -> checkOutput(name, problems));
    parameters.keySet().forEach(name -> checkParameter(name, problems));
    files.forEach(name -> DeclaredFiles.problem(name).ifPresent(problems::add));
    return problems;
  }

  private static void checkOutput(String name, List<String> problems) {
    if (name.equals(WARNINGS)) {
      problems.add("an output cannot be named 'warnings', which every artifact may have");
    } else if (!OUTPUT_NAME.matcher(name).matches()) {
      problems.add("'" + name + "' cannot name an output: letters, digits, _ and - only");
    }
  }

  private static void checkParameter(String name, List<String> problems) {
    if (CleanEnvironment.OWN.contains(name)) {
      problems.add(
          "parameter '" + name + "' would replace the command's own " + name + "; rename it");
    } else if (!PARAMETER_NAME.matcher(name).matches()) {
      problems.add(
          "'"
              + name
              + "' cannot name a parameter, which is an environment variable: letters, digits and _"
              + " only, no digit first");
    }
  }
}
