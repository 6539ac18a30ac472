package io.reprise.stages.ingest;

import io.reprise.stages.dataset.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is suspicious about a dataset whose every row is right, in the order of the calls. */
final class IngestWarnings {

  private static final int MOST_EXAMPLES = 3;

  private final IngestPlan plan;
  private final IngestSummary summary;
  private final List<String> lines = new ArrayList<>();

  IngestWarnings(IngestPlan plan, IngestSummary summary) {
    this.plan = plan;
    this.summary = summary;
  }

  IngestWarnings rows() {
    plan.dataset().splits().forEach(this::rows);
    return this;
  }

  private void rows(String name, Split split) {
    long rows = summary.rowsRead().getOrDefault(name, 0L);
    Long promised = split.rows();
    if (promised == null || rows == promised) {
      return;
    }
    boolean csv = split instanceof Split.CsvTable || split instanceof Split.CsvPair;
    String guess =
        csv && rows == promised - 1
            ? ": was the first row once taken for a header, or is the last one missing?"
            : csv && rows == promised + 1
                ? ": was a header taken for a row?"
                : ": are these the right files?";
    say("%s has %,d rows, the dataset's file says %,d%s", name, rows, promised, guess);
  }

  IngestWarnings files() {
    lines.addAll(summary.warnings());
    return this;
  }

  IngestWarnings missingClasses() {
    List<String> names = plan.relabelling().names();
    for (String split : plan.expectedSplits()) {
      List<String> missing = new ArrayList<>();
      for (int label = 0; label < names.size(); label++) {
        if (summary.rows(split, label) == 0) {
          missing.add(names.get(label));
        }
      }
      if (!missing.isEmpty()) {
        say("%s has no rows of %s", split, String.join(", ", missing));
      }
    }
    return this;
  }

  /** Of test, which train or validation has too. */
  IngestWarnings sharedImages() {
    ImageHashes test = summary.hashes(IngestPlan.TEST);
    ImageHashes train = summary.hashes(IngestPlan.TRAIN);
    List<Long> sharedIds = test.idsAlsoIn(train);
    if (!sharedIds.isEmpty()) {
      String some =
          sharedIds.stream()
              .sorted()
              .limit(MOST_EXAMPLES)
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
      long share = Math.max(test.share(), train.share());
      say(
          "%,d of test's images %s also in train or validation (id %s%s%s)",
          sharedIds.size(),
          sharedIds.size() == 1 ? "is" : "are",
          some,
          sharedIds.size() > MOST_EXAMPLES ? ", ..." : "",
          share == 1
              ? ""
              : String.format(Locale.ROOT, "; about 1 image in %,d was looked at", share));
    }
    return this;
  }

  IngestWarnings pixels() {
    new TreeMap<>(summary.ranges())
        .descendingMap() // train first
        .forEach(
            (split, range) -> lines.addAll(PixelWarnings.of(split, range, plan.dataset().shape())));
    return this;
  }

  /** Of a merge only: a list of classes says by itself what it leaves out. */
  IngestWarnings leftOut() {
    boolean merges =
        plan.relabelling().labels().stream().filter(l -> l >= 0).distinct().count()
            < plan.relabelling().labels().stream().filter(l -> l >= 0).count();
    if (merges && !plan.leftOut().isEmpty()) {
      say("merge leaves out %s: their rows are in no split", String.join(", ", plan.leftOut()));
    }
    return this;
  }

  /** One a warning. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  private void say(String line, Object... values) {
    lines.add(String.format(Locale.ROOT, line, values));
  }
}
