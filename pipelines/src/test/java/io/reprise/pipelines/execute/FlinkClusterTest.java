package io.reprise.pipelines.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.reprise.schemas.problem.ReportedException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of a Flink cluster, by one that answers as Flink 1.19 does. */
class FlinkClusterTest {

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> patched = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private FlinkCluster cluster;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().toString();
          if (exchange.getRequestMethod().equals("PATCH")) {
            patched.add(path);
            answers.computeIfPresent(
                "/jobs/overview", (any, jobs) -> jobs.replace("RUNNING", "CANCELED"));
          }
          byte[] answer = answers.getOrDefault(path, "{}").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    cluster = new FlinkCluster("127.0.0.1:" + server.getAddress().getPort());
    answers.put(
        "/jobs/overview",
        """
        {"jobs": [
          {"jid": "a", "name": "ours", "state": "FAILED", "start-time": 1},
          {"jid": "b", "name": "ours", "state": "RUNNING", "start-time": 2},
          {"jid": "c", "name": "theirs", "state": "RUNNING", "start-time": 3},
          {"jid": "d", "name": "ours", "state": "FAILED", "start-time": 4}
        ]}""");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void clusterWithoutWorkersIsAProblem() {
    answers.put("/overview", "{\"slots-total\": 0}");
    assertThatThrownBy(cluster::slots)
        .isInstanceOf(ReportedException.class)
        .hasMessageContaining("has no TaskManager");
  }

  @Test
  void whatIsNoFlinkClusterIsAProblem() {
    assertThatThrownBy(cluster::slots)
        .isInstanceOf(ReportedException.class)
        .hasMessageContaining("no Flink cluster answers at 127.0.0.1:");
    server.stop(0);
    assertThatThrownBy(cluster::slots).isInstanceOf(ReportedException.class);
  }

  @Test
  void jobsOfTheNameThatStillRunAreCancelled() throws Exception {
    cluster.cancel("ours");
    cluster.awaitEnd("ours");
    assertThat(patched).containsExactly("/jobs/b?mode=cancel");
  }

  @Test
  void failureOfTheLatestJobIsTold() throws Exception {
    answers.put("/jobs/a/exceptions", "{\"root-exception\": \"first\"}");
    answers.put("/jobs/d/exceptions", "{\"root-exception\": \"second\"}");
    assertThat(cluster.failure("ours")).contains("second");
    assertThat(cluster.failure("nobody's")).isEmpty();
  }

  @Test
  void failureOfAnEarlierJobIsNotThatOfOneThatSomebodyCancelled() throws Exception {
    answers.put(
        "/jobs/overview",
        """
        {"jobs": [
          {"jid": "a", "name": "ours", "state": "FAILED", "start-time": 1},
          {"jid": "b", "name": "ours", "state": "CANCELED", "start-time": 2}
        ]}""");
    answers.put("/jobs/a/exceptions", "{\"root-exception\": \"of another day\"}");
    assertThat(cluster.failure("ours")).isEmpty();
  }

  @Test
  void whatAStageReportsIsTakenFromTheStackTrace() {
    assertThat(
            FlinkJob.cause(
                """
                org.apache.flink.runtime.JobException: Recovery is suppressed by X
                \tat org.apache.flink.Y.z(Y.java:1)
                Caused by: java.lang.Exception: The user defined 'open()' method caused: x
                Caused by: org.apache.beam.sdk.util.UserCodeException: io.reprise.schemas.problem.ReportedException: 7 is not for us
                \tat x.Y.z(Y.java:1)
                Caused by: io.reprise.schemas.problem.ReportedException: 7 is not for us
                \t... 13 more
                """))
        .hasMessage("7 is not for us");
    assertThat(
            FlinkJob.cause("java.lang.Exception: a\nCaused by: java.io.IOException: disk: full\n"))
        .hasMessageStartingWith("IOException: disk: full (");
  }
}
