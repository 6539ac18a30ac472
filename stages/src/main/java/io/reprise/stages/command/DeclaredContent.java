package io.reprise.stages.command;

import io.reprise.schemas.parquet.TableReader;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Example;
import io.reprise.schemas.rule.KnownTables;
import io.reprise.schemas.rule.TableCheck;
import io.reprise.schemas.rule.TableRules;
import io.reprise.schemas.rule.TableRules.RowRule;
import io.reprise.stages.spi.Content;
import io.reprise.stages.table.ExampleFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/**
 * Whether an output is what it is declared to be, down to the last row: a program that writes a
 * table wrongly is told so at once, and not by a stage downstream.
 */
final class DeclaredContent {

  private DeclaredContent() {}

  /**
   * @throws ReportedException when a table is not such as its readers take
   */
  static void require(Content content, OutputFiles files) throws IOException {
    Optional<TableRules<?>> rules = KnownTables.builtIn().of(content.label());
    if (rules.isPresent()) {
      require(content, rules.get(), files);
    }
  }

  private static <T extends SpecificRecord> void require(
      Content content, TableRules<T> rules, OutputFiles files) throws IOException {
    try {
      if (files.tables().isEmpty()) {
        throw new ReportedException(files.label() + " has no .parquet file");
      }
      requireNothingElse(files);
      if (content.equals(Content.EXAMPLES)) {
        ExampleFacts facts = facts(files);
        long rows = rows(rules, files, row -> problem((Example) row, facts));
        requireRows(rows, facts, files.label());
      } else {
        rows(rules, files, row -> Optional.empty());
      }
    } catch (ReportedException e) {
      String schema = rules.record().getSimpleName() + ".avsc";
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "%s; the output is declared as %s: see schemas/src/main/avro/%s, or declare it as files",
              e.getMessage(),
              content.label(),
              schema),
          e);
    }
  }

  /** Rows in a file that readers pass over would be lost. */
  private static void requireNothingElse(OutputFiles files) {
    for (String file : files.names()) {
      String name = file.substring(file.lastIndexOf('/') + 1);
      if (!name.endsWith(".parquet") && !name.startsWith("_") && !name.startsWith(".")) {
        throw new ReportedException(
            files.label()
                + file
                + " is no .parquet file, so readers of the table pass over it: write it to an"
                + " output of its own");
      }
    }
  }

  private static <T extends SpecificRecord> long rows(
      TableRules<T> rules, OutputFiles files, RowRule<? super T> further) throws IOException {
    TableCheck<T> check = rules.check();
    for (String table : files.tables()) {
      String name = files.label() + table;
      try (TableReader<T> reader =
          new TableReader<>(name, Files.newByteChannel(files.path(table)), rules.record())) {
        long row = 0;
        for (T record = reader.read(); record != null; record = reader.read()) {
          Optional<String> problem = check.next(record).or(furtherOf(further, record));
          if (problem.isPresent()) {
            throw new ReportedException(
                String.format(Locale.ROOT, "%s, row %d: %s", name, row, problem.get()));
          }
          row++;
        }
      }
    }
    return check.count();
  }

  private static <T> Supplier<Optional<String>> furtherOf(RowRule<? super T> further, T record) {
    return () -> further.problem(record);
  }

  private static ExampleFacts facts(OutputFiles files) throws IOException {
    if (!files.names().contains(ExampleFacts.FILE)) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "%s has no %s, which says height, width, channels, classes and rows of all examples",
              files.label(),
              ExampleFacts.FILE));
    }
    try {
      return ExampleFacts.of(Files.readAllBytes(files.path(ExampleFacts.FILE)));
    } catch (RuntimeException | IOException e) {
      String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new ReportedException(files.label() + ExampleFacts.FILE + ": " + said, e);
    }
  }

  private static Optional<String> problem(Example row, ExampleFacts facts) {
    String own = shape(row.getHeight(), row.getWidth(), row.getChannels());
    String all = shape(facts.height(), facts.width(), facts.channels());
    if (!own.equals(all)) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "is %s, where %s says %s (height x width x channels)",
              own,
              ExampleFacts.FILE,
              all));
    }
    return row.getLabel() < facts.classes().size()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "label is %d, where %s has %d classes, from 0",
                row.getLabel(),
                ExampleFacts.FILE,
                facts.classes().size()));
  }

  private static String shape(int height, int width, int channels) {
    return String.format(Locale.ROOT, "%d x %d x %d", height, width, channels);
  }

  private static void requireRows(long rows, ExampleFacts facts, String folder) {
    if (rows != facts.rows()) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "%s%s says %d rows, where the table has %d",
              folder,
              ExampleFacts.FILE,
              facts.rows(),
              rows));
    }
  }
}
