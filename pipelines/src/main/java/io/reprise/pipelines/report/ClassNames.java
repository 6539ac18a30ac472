package io.reprise.pipelines.report;

import io.reprise.stages.table.ExampleFacts;
import java.util.List;
import java.util.Optional;

/** Names of classes by label; a number where there is no name. */
record ClassNames(List<String> names) {

  ClassNames {
    names = List.copyOf(names);
  }

  static ClassNames of(Optional<ExampleFacts> facts) {
    return new ClassNames(facts.map(ExampleFacts::classes).orElse(List.of()));
  }

  String of(int label) {
    return label >= 0 && label < names.size() ? names.get(label) : Integer.toString(label);
  }
}
