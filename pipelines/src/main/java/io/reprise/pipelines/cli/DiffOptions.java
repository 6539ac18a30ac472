package io.reprise.pipelines.cli;

import io.reprise.pipelines.outputs.OutputComparison.DifferingFiles;
import io.reprise.pipelines.outputs.TableKeys;
import io.reprise.pipelines.tablediff.Tolerance;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.rule.KnownTables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code diff} looks at, and what counts as a difference. */
final class DiffOptions {

  @Option(names = "--stage", paramLabel = "STAGE", description = "Compare this stage alone.")
  private @Nullable String stage;

  @Option(
      names = "--only",
      paramLabel = "KIND",
      converter = DiffSection.Converter.class,
      description =
          "Say this alone, repeatable: cause, metrics, tables, predictions, embeddings, clusters,"
              + " models, pictures.")
  private List<DiffSection> only = List.of();

  @Option(
      names = "--tolerance",
      paramLabel = "[COLUMN=]X",
      description =
          "Take numbers for equal that differ by no more; of metrics and all columns, or of one"
              + " column. Default: 0.")
  private List<String> tolerances = List.of();

  @Option(
      names = "--ignore",
      paramLabel = "COLUMN",
      description = "Leave a column of tables out, repeatable.")
  private List<String> ignored = List.of();

  @Option(
      names = "--key",
      paramLabel = "STAGE.OUTPUT=COLUMN[,COLUMN]",
      description = "Columns that tell the rows of a table apart whose content is files.")
  private Map<String, String> keys = new LinkedHashMap<>();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Show so many rows of each kind. Default: 3, on a page 12.")
  private @Nullable Integer limit;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write there all rows that differ, as Parquet, and where PNG files differ.")
  private @Nullable Path out;

  @Option(
      names = "--with",
      paramLabel = "OUTPUTS_DIR",
      description = "Find RUN_B in these outputs, such as a colleague's.")
  private @Nullable Path with;

  @Nullable String stage() {
    return stage;
  }

  /** All that was given and that what is found depends on. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    add(words, "--with", with);
    add(words, "--stage", stage);
    only.forEach(each -> add(words, "--only", each.toString()));
    tolerances.forEach(each -> add(words, "--tolerance", each));
    ignored.forEach(each -> add(words, "--ignore", each));
    keys.forEach((output, columns) -> add(words, "--key", output + "=" + columns));
    return words;
  }

  private static void add(List<String> words, String option, @Nullable Object value) {
    if (value != null) {
      words.add(option);
      words.add(value.toString());
    }
  }

  DifferingFiles differing() {
    if (out != null
        && !sections().contains(DiffSection.TABLES)
        && !sections().contains(DiffSection.PICTURES)) {
      throw new ReportedException(
          "--out: without tables and pictures there is nothing to write; add --only tables");
    }
    return out == null ? DifferingFiles.NONE : new DifferingFolder(out);
  }

  @Nullable Path with() {
    return with;
  }

  Set<DiffSection> sections() {
    return only.isEmpty() ? EnumSet.allOf(DiffSection.class) : EnumSet.copyOf(only);
  }

  /** Those of them that are contents. */
  Set<String> agreements() {
    return sections().stream()
        .flatMap(section -> section.contents().stream())
        .collect(Collectors.toSet());
  }

  /**
   * @param otherwise where it is not given
   */
  int limit(int otherwise) {
    int asked = limit == null ? otherwise : limit;
    if (asked < 0) {
      throw new ReportedException("--limit " + asked + ": 0 or more is expected");
    }
    return asked;
  }

  Tolerance tolerance() {
    double everywhere = 0;
    Map<String, Double> columns = new TreeMap<>();
    for (String given : tolerances) {
      int sign = given.lastIndexOf('=');
      double value = number(given, given.substring(sign + 1));
      if (sign < 0) {
        everywhere = value;
      } else {
        columns.put(given.substring(0, sign), value);
      }
    }
    return new Tolerance(everywhere, columns, Set.copyOf(ignored));
  }

  private static double number(String given, String text) {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      value = Double.NaN; // said below
    }
    if (!(value >= 0)) {
      throw new ReportedException(
          "--tolerance " + given + ": a number is expected that is 0 or more, or COLUMN=NUMBER");
    }
    return value;
  }

  TableKeys keys(KnownTables known) {
    Map<String, List<String>> given = new TreeMap<>();
    keys.forEach((output, columns) -> given.put(output, List.of(columns.split(","))));
    return new TableKeys(known, given);
  }
}
