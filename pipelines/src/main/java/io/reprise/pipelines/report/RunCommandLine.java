package io.reprise.pipelines.report;

import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.schemas.text.PosixShell;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The command that runs a run's pipeline file with all of the run's parameters, whatever has been
 * changed in the file since: also with {@code null} for those that were not given.
 */
final class RunCommandLine {

  private RunCommandLine() {}

  static String of(RunManifest run) {
    StringBuilder command =
        new StringBuilder("./reprise run ").append(PosixShell.quoted(run.file()));
    for (StageEntry stage : run.stages()) {
      for (Map.Entry<String, @Nullable Object> parameter : stage.parameters().entrySet()) {
        String set =
            stage.name() + "." + parameter.getKey() + "=" + YamlText.of(parameter.getValue());
        command.append(" \\\n  --set ").append(PosixShell.quoted(set));
      }
    }
    return command.toString();
  }
}
