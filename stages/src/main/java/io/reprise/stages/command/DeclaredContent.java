package io.reprise.stages.command;

import io.reprise.schemas.parquet.TableReader;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Centroid;
import io.reprise.schemas.record.ClusterAssignment;
import io.reprise.schemas.record.ConfusionCell;
import io.reprise.schemas.record.Embedding;
import io.reprise.schemas.record.Epoch;
import io.reprise.schemas.record.Example;
import io.reprise.schemas.record.Layer;
import io.reprise.schemas.record.Metric;
import io.reprise.schemas.record.NeighbourDistance;
import io.reprise.schemas.record.Prediction;
import io.reprise.schemas.record.Projection;
import io.reprise.stages.spi.Content;
import io.reprise.stages.table.ExampleFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * Whether an output is what it is declared to be: a program that writes a table wrongly is told so
 * at once, and not by a stage downstream.
 */
final class DeclaredContent {

  private static final Map<Content, Class<? extends SpecificRecord>> RECORDS =
      Map.ofEntries(
          Map.entry(Content.EXAMPLES, Example.class),
          Map.entry(Content.EPOCHS, Epoch.class),
          Map.entry(Content.LAYERS, Layer.class),
          Map.entry(Content.PREDICTIONS, Prediction.class),
          Map.entry(Content.CONFUSION, ConfusionCell.class),
          Map.entry(Content.EMBEDDINGS, Embedding.class),
          Map.entry(Content.CLUSTERS, ClusterAssignment.class),
          Map.entry(Content.CENTROIDS, Centroid.class),
          Map.entry(Content.NEIGHBOURS, NeighbourDistance.class),
          Map.entry(Content.PROJECTION, Projection.class),
          Map.entry(Content.METRICS, Metric.class));

  private DeclaredContent() {}

  /**
   * @param folder of the output
   * @param names of all files below it
   * @param label the folder as messages call it
   * @throws ReportedException when the first row of a table cannot be read
   */
  static void require(Content content, Path folder, List<String> names, String label) {
    Class<? extends SpecificRecord> record = RECORDS.get(content);
    if (record == null) {
      return; // any files will do
    }
    List<String> tables = names.stream().filter(name -> name.endsWith(".parquet")).toList();
    if (tables.isEmpty()) {
      throw wrong(label, content, "there is no .parquet file");
    }
    for (String table : tables) {
      try (TableReader<?> reader =
          new TableReader<>(Files.newByteChannel(folder.resolve(table)), record)) {
        reader.read();
      } catch (IOException | RuntimeException e) {
        throw wrong(label + table, content, String.valueOf(e.getMessage()));
      }
    }
    if (content == Content.EXAMPLES) {
      try {
        ExampleFacts.of(Files.readAllBytes(folder.resolve(ExampleFacts.FILE)));
      } catch (IOException | RuntimeException e) {
        throw wrong(label + ExampleFacts.FILE, content, String.valueOf(e.getMessage()));
      }
    }
  }

  private static ReportedException wrong(String what, Content content, String why) {
    return new ReportedException(
        what
            + " is not what is declared, "
            + content.label()
            + ": "
            + why.lines().findFirst().orElse("")
            + "; see the schemas in schemas/src/main/avro, or declare it as files");
  }
}
