package io.reprise.pipelines.execute;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.Stage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Connects to Spark. All stages of a process are jobs of one Spark application, which ends with the
 * process, however that ends: Spark allows one in a process, and starting workers anew for each
 * stage takes longer than a small stage.
 */
final class SparkStageRunner {

  private static final int TIMEOUT_MILLIS = 5000;

  /** See <a href="https://spark.apache.org/docs/latest/submitting-applications.html">Spark</a>. */
  private static final Pattern MASTER =
      Pattern.compile("local(-cluster)?(\\[[^\\]]*])?|yarn|[a-z0-9]+://.*");

  /**
   * Lets Beam keep the application from one pipeline to the next. Its other way to do so wants
   * Spark's classes when Reprise is compiled.
   */
  private static final String KEEP_APPLICATION = "beam.spark.test.reuseSparkContext";

  private SparkStageRunner() {}

  /**
   * Makes sure that there is a master. Without an address, Spark runs within this process.
   *
   * @param values Beam's options, and Spark's own, whose names begin with {@code spark.}
   * @param code that workers must have
   * @throws ReportedException when no master answers
   */
  static StageRunner connect(
      Map<String, String> values, Collection<Stage> stages, Function<Stage, ExpectedCode> code) {
    Map<String, String> ofBeam = new TreeMap<>(values);
    Map<String, String> ofSpark = new TreeMap<>(values);
    ofBeam.keySet().removeIf(name -> name.startsWith("spark."));
    ofSpark.keySet().removeAll(ofBeam.keySet());
    BeamOptions options =
        new BeamOptions("SparkRunner", ofBeam)
            .withDefault("sparkMaster", "local[" + Runtime.getRuntime().availableProcessors() + "]")
            .withDefault("storageLevel", "MEMORY_AND_DISK")
            .withDefault("preferGroupByKeyToHandleHugeValues", "true")
            .withDefault("filesToStage", JobJars.of(stages))
            .withDefault("appName", "reprise");
    options.create();
    String master = options.get("sparkMaster", "");
    requireMaster(master);
    System.setProperty(KEEP_APPLICATION, "true");
    ofSpark.putIfAbsent("spark.ui.enabled", "false"); // would listen on all addresses
    if (master.matches("spark://(localhost|127\\..*)")) {
      ofSpark.putIfAbsent("spark.driver.host", "127.0.0.1");
    }
    ofSpark.forEach(System::setProperty);
    return isThisProcess(master)
        ? new BeamRunner(stage -> options.create())
        : BeamRunner.onCluster(stage -> options.create(), code);
  }

  /** Not a host of such a name, and not {@code local-cluster}, whose workers are processes. */
  static boolean isThisProcess(String master) {
    return master.matches("local(\\[[^\\]]*])?");
  }

  /** Spark itself would try for a minute. */
  static void requireMaster(String master) {
    if (!MASTER.matcher(master).matches()) {
      throw new ReportedException(
          "sparkMaster="
              + master
              + ": is no master of Spark's; one looks like spark://localhost:7077 or local[4]");
    }
    if (!master.startsWith("spark://") || master.contains(",")) {
      return;
    }
    URI address = URI.create(master);
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), TIMEOUT_MILLIS);
    } catch (IOException | IllegalArgumentException e) {
      throw new ReportedException(
          "no Spark master answers at " + master + ", which sparkMaster names; start one", e);
    }
  }
}
