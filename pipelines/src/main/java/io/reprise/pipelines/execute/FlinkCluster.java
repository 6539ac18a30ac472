package io.reprise.pipelines.execute;

import io.reprise.schemas.json.Json;
import io.reprise.schemas.json.JsonMaps;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Flink cluster by its REST interface: what Beam's options and results do not say. See <a
 * href="https://nightlies.apache.org/flink/flink-docs-release-1.19/docs/ops/rest_api/">Flink's REST
 * API</a>.
 */
final class FlinkCluster {

  private static final Logger LOG = LoggerFactory.getLogger(FlinkCluster.class);

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** A task that does not answer is given up by Flink after three minutes. */
  private static final Duration END = Duration.ofMinutes(4);

  private static final long POLL_MILLIS = 100;

  private static final Set<String> ENDED = Set.of("FINISHED", "FAILED", "CANCELED", "SUSPENDED");

  private final String master;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /**
   * @param master host and port of the REST interface
   */
  FlinkCluster(String master) {
    this.master = master.replaceFirst("^https?://", "");
  }

  /**
   * How many tasks it can work on at once.
   *
   * @throws ReportedException when it does not answer, or has no workers
   */
  int slots() throws InterruptedException {
    try {
      int slots = (int) JsonMaps.integer(get("/overview"), "slots-total");
      if (slots == 0) {
        throw new ReportedException(
            "the Flink cluster at " + master + " has no TaskManager; start one, or wait for it");
      }
      return slots;
    } catch (IOException | IllegalArgumentException e) {
      throw new ReportedException(
          "no Flink cluster answers at "
              + master
              + ", which flinkMaster names; start one, or give the address of its REST interface",
          e);
    }
  }

  /** Asks for the end of all jobs of this name that have not ended. */
  void cancel(String job) throws IOException, InterruptedException {
    for (String id : working(job)) {
      int status =
          client
              .send(
                  request("/jobs/" + id + "?mode=cancel")
                      .method("PATCH", HttpRequest.BodyPublishers.noBody())
                      .build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode();
      LOG.info("cancelling job {} of Flink: {}", id, status); // it may have ended meanwhile
    }
  }

  /**
   * Waits until all jobs of this name have ended.
   *
   * @throws ReportedException when they do not
   */
  void awaitEnd(String job) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + END.toNanos();
    for (List<String> left = working(job); !left.isEmpty(); left = working(job)) {
      if (System.nanoTime() > deadline) {
        throw new ReportedException(
            "the job " + left.get(0) + " of an earlier run does not end on " + this);
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private List<String> working(String job) throws IOException, InterruptedException {
    return jobs(job).stream()
        .filter(each -> !ENDED.contains(JsonMaps.text(each, "state")))
        .map(each -> JsonMaps.text(each, "jid"))
        .toList();
  }

  /**
   * The stack trace of what failed in the latest job of this name, as Flink prints it; empty where
   * that one has not failed, whatever those before it did.
   */
  Optional<String> failure(String job) throws IOException, InterruptedException {
    List<? extends Map<String, ?>> jobs = jobs(job);
    if (jobs.isEmpty() || !JsonMaps.text(jobs.get(0), "state").equals("FAILED")) {
      return Optional.empty();
    }
    Object trace =
        get("/jobs/" + JsonMaps.text(jobs.get(0), "jid") + "/exceptions").get("root-exception");
    return trace instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** The latest first. */
  private List<? extends Map<String, ?>> jobs(String name)
      throws IOException, InterruptedException {
    return JsonMaps.maps(get("/jobs/overview"), "jobs").stream()
        .filter(job -> name.equals(job.get("name")))
        .sorted(
            (one, other) ->
                Long.compare(
                    JsonMaps.integer(other, "start-time"), JsonMaps.integer(one, "start-time")))
        .toList();
  }

  private Map<String, @Nullable Object> get(String path) throws IOException, InterruptedException {
    return Json.readObject(send(request(path).GET()));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + master + path)).timeout(TIMEOUT);
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() / 100 != 2) {
      throw new IOException("Flink answers " + response.statusCode() + " to " + response.uri());
    }
    return response.body();
  }

  @Override
  public String toString() {
    return "the Flink cluster at " + master;
  }
}
