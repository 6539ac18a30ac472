package io.reprise.pipelines.outputs;

import io.reprise.pipelines.tablediff.TableKey;
import io.reprise.schemas.rule.KnownTables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of tables.
 *
 * @param given by the name of the output, for tables of no known content: {@code report.rows}
 */
public record TableKeys(KnownTables known, Map<String, List<String>> given) {

  /** Rows of a table that somebody names the key of may stand in any order. */
  Optional<TableKey> of(String output, String content) {
    List<String> columns = given.get(output);
    if (columns != null) {
      return Optional.of(new TableKey(columns, false, Set.of()));
    }
    return known
        .of(content)
        .map(rules -> new TableKey(rules.key(), rules.sorted(), rules.nominal()));
  }
}
