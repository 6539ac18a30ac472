package io.reprise.stages.dataset;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.timeout.TimeLimitedInputStream;
import io.reprise.schemas.timeout.TimeLimiter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Downloads a file over HTTP, and goes on from where an earlier try broke off. */
final class Download {

  private static final int OK = 200;
  private static final int PARTIAL_CONTENT = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int FRUITLESS_TRIES = 3;

  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(Duration.ofSeconds(20))
          .build();
  private final Duration pause;
  private final Duration timeout;

  Download() {
    this(Duration.ofSeconds(2), Duration.ofSeconds(60));
  }

  /**
   * @param pause before a broken connection is tried again
   * @param timeout with a server that sends nothing; after that the connection counts as broken
   */
  Download(Duration pause, Duration timeout) {
    this.pause = pause;
    this.timeout = timeout;
  }

  /**
   * Fills a file, starting from what is in it.
   *
   * @param total bytes expected, or -1
   * @param progress takes the bytes that are there
   */
  void to(Path part, URI url, long total, LongConsumer progress)
      throws IOException, InterruptedException {
    try (PartFile file = PartFile.open(part)) {
      int fruitless = 0;
      while (true) {
        long before = file.size();
        IOException broken = tryOnce(file, url, total, progress);
        if (broken == null) {
          return;
        }
        fruitless = file.size() > before ? 0 : fruitless + 1;
        if (fruitless == FRUITLESS_TRIES) {
          throw brokenOff(url, file.size(), total, broken);
        }
        Thread.sleep(pause.toMillis());
      }
    }
  }

  /** What broke the connection, or null when the file is whole. */
  private @Nullable IOException tryOnce(PartFile file, URI url, long total, LongConsumer progress)
      throws InterruptedException {
    try {
      if (total >= 0 && file.size() >= total) {
        if (file.size() == total) {
          return null;
        }
        file.restart();
      }
      HttpResponse<InputStream> response =
          client.send(request(url, file.size()), HttpResponse.BodyHandlers.ofInputStream());
      // The HTTP client's own timeout ends with the headers.
      TimeLimiter limiter = new TimeLimiter(timeout, "download");
      try (InputStream body = response.body()) {
        InputStream limited = new TimeLimitedInputStream(body, limiter);
        return receive(file, url, response, limited, total, progress);
      }
    } catch (IOException e) {
      return e;
    }
  }

  private static @Nullable IOException receive(
      PartFile file,
      URI url,
      HttpResponse<InputStream> response,
      InputStream body,
      long total,
      LongConsumer progress)
      throws IOException {
    int status = response.statusCode();
    if (status == RANGE_NOT_SATISFIABLE && file.size() > 0) {
      file.restart();
      return new IOException("the server has no more than what is here");
    }
    if (status >= 500) {
      return new IOException("the server answers with status " + status);
    }
    if (status != OK && status != PARTIAL_CONTENT) {
      throw new ReportedException(url + " cannot be had: the server answers with status " + status);
    }
    if (status == OK) {
      file.restart(); // the server sends all of it
    } else if (!continues(response, file.size())) {
      file.restart();
      return new IOException("the server sends another part than it was asked for");
    }
    file.append(body, progress);
    return total >= 0 && file.size() < total ? new IOException("the answer is too short") : null;
  }

  private HttpRequest request(URI url, long from) {
    HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(timeout);
    return from == 0 ? request.build() : request.header("Range", "bytes=" + from + "-").build();
  }

  private static boolean continues(HttpResponse<?> response, long from) {
    return response
        .headers()
        .firstValue("Content-Range")
        .filter(range -> range.startsWith("bytes " + from + "-"))
        .isPresent();
  }

  private static ReportedException brokenOff(URI url, long done, long total, IOException broken) {
    String of = total < 0 ? "" : String.format(Locale.ROOT, " of %,d", total);
    return new ReportedException(
        String.format(
            Locale.ROOT,
            "%s broke off after %,d%s bytes (%s); run the same command again to go on from there",
            url,
            done,
            of,
            broken.getMessage() == null ? broken.getClass().getSimpleName() : broken.getMessage()),
        broken);
  }
}
