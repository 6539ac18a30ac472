package io.reprise.stages.table;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.reprise.schemas.json.Json;
import io.reprise.stages.file.StageFiles;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.InputFiles;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * What holds for a whole table of examples; stands beside it as {@code _dataset.json}.
 *
 * @param dataset the dataset's name
 * @param height in pixels
 * @param width in pixels
 * @param channels 1 for grey, 3 for red, green and blue
 * @param classes names, in the order of the labels
 * @param rows examples in the table
 */
public record ExampleFacts(
    String dataset, int height, int width, int channels, List<String> classes, long rows)
    implements Serializable {

  /** Begins such that readers of a folder of Parquet files, as Arrow and Spark, pass over it. */
  public static final String FILE = "_dataset.json";

  private static final ObjectMapper JSON =
      new ObjectMapper(Json.factory()).enable(SerializationFeature.INDENT_OUTPUT);

  public ExampleFacts {
    classes = List.copyOf(classes);
  }

  public ExampleFacts withRows(long newRows) {
    return new ExampleFacts(dataset, height, width, channels, classes, newRows);
  }

  public static ExampleFacts read(InputFiles examples) throws IOException {
    return of(StageFiles.readBytes(examples.file(FILE)));
  }

  /**
   * @param json content of a {@code _dataset.json}
   */
  public static ExampleFacts of(byte[] json) throws IOException {
    return JSON.readValue(json, ExampleFacts.class);
  }

  /**
   * @param output its name
   */
  public void write(Attempt attempt, String output) throws IOException {
    attempt.writeText(output, FILE, JSON.writeValueAsString(this).replace("\r\n", "\n") + "\n");
  }
}
