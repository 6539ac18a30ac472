package io.reprise.pipelines.report;

import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The command that runs a run's pipeline file with all of the run's parameters, whatever has been
 * changed in the file since.
 */
final class RunCommandLine {

  /** What no shell takes for anything else. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

  private RunCommandLine() {}

  static String of(RunManifest run) {
    StringBuilder command = new StringBuilder("./reprise run ").append(quoted(run.file()));
    for (StageEntry stage : run.stages()) {
      for (Map.Entry<String, @Nullable Object> parameter : stage.parameters().entrySet()) {
        if (parameter.getValue() != null) {
          command
              .append(" \\\n  --set ")
              .append(
                  quoted(
                      stage.name()
                          + "."
                          + parameter.getKey()
                          + "="
                          + YamlText.of(parameter.getValue())));
        }
      }
    }
    return command.toString();
  }

  /** For a POSIX shell. */
  static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
