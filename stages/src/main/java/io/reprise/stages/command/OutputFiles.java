package io.reprise.stages.command;

import java.nio.file.Path;
import java.util.List;

/**
 * What a program has written as one output.
 *
 * @param names of all files below the folder, sorted
 * @param label the folder as messages call it, with a slash
 */
record OutputFiles(Path folder, List<String> names, String label) {

  OutputFiles {
    names = List.copyOf(names);
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /** The shards of the table that the output is. */
  List<String> tables() {
    return names.stream().filter(name -> name.endsWith(".parquet")).toList();
  }
}
