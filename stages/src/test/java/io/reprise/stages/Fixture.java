package io.reprise.stages;

import io.reprise.schemas.json.Json;
import io.reprise.schemas.json.JsonMaps;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Cases of an {@code expected.json}, which the {@code make.py} beside it has made. */
public final class Fixture {

  private Fixture() {}

  /**
   * @param folder below the resources of tests
   */
  public static List<Map<String, @Nullable Object>> cases(String folder) {
    String name = "/" + folder + "/expected.json";
    try (InputStream file = Objects.requireNonNull(Fixture.class.getResourceAsStream(name))) {
      return JsonMaps.maps(
          Json.readObject(new String(file.readAllBytes(), StandardCharsets.UTF_8)), "cases");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A list of numbers. */
  public static double[] vector(@Nullable Object list) {
    return ((List<?>) Objects.requireNonNull(list))
        .stream().mapToDouble(each -> ((Number) each).doubleValue()).toArray();
  }

  /** A list of lists of numbers. */
  public static double[][] matrix(@Nullable Object list) {
    return ((List<?>) Objects.requireNonNull(list))
        .stream().map(Fixture::vector).toArray(double[][]::new);
  }

  /** A list of whole numbers. */
  public static int[] integers(@Nullable Object list) {
    return ((List<?>) Objects.requireNonNull(list))
        .stream().mapToInt(each -> ((Number) each).intValue()).toArray();
  }
}
