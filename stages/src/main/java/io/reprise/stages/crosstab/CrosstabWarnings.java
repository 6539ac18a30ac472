package io.reprise.stages.crosstab;

import io.reprise.schemas.record.CrosstabCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/** What labels and original labels of the same examples should not look like. */
final class CrosstabWarnings {

  private CrosstabWarnings() {}

  static List<String> of(Crosstab crosstab) {
    List<String> warnings = new ArrayList<>();
    SortedMap<Integer, String> names =
        Crosstab.names(crosstab.cells(), CrosstabCell::getOriginal, CrosstabCell::getOriginalName);
    crosstab
        .by(CrosstabCell::getOriginal, CrosstabCell::getLabel)
        .forEach(
            (original, labels) -> {
              if (labels.size() > 1) {
                warnings.add(
                    String.format(
                        Locale.ROOT,
                        "'%s' has the labels %s in examples: a merge gives each class one label;"
                            + " look at how the labels were made",
                        names.get(original),
                        labels.keySet()));
              }
            });
    return warnings;
  }
}
