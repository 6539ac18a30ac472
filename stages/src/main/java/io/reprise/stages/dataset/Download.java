package io.reprise.stages.dataset;

import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
  private static final int BUFFER_BYTES = 1 << 16;

  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(Duration.ofSeconds(20))
          .build();
  private final Duration pause;

  Download() {
    this(Duration.ofSeconds(2));
  }

  /**
   * @param pause before a broken connection is tried again
   */
  Download(Duration pause) {
    this.pause = pause;
  }

  /**
   * Fills a file, starting from what is in it.
   *
   * @param total bytes expected, or -1
   * @param progress takes the bytes that are there
   */
  void to(Path part, URI url, long total, LongConsumer progress)
      throws IOException, InterruptedException {
    try (FileChannel file =
            FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(file)) {
      if (lock == null) {
        throw new ReportedException(part + " is being written by another process; wait for it");
      }
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

  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // another thread of this process
    }
  }

  /** What broke the connection, or null when the file is whole. */
  private @Nullable IOException tryOnce(
      FileChannel file, URI url, long total, LongConsumer progress) throws InterruptedException {
    try {
      if (total >= 0 && file.size() >= total) {
        if (file.size() == total) {
          return null;
        }
        file.truncate(0);
      }
      HttpResponse<InputStream> response =
          client.send(request(url, file.size()), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return receive(file, url, response, body, total, progress);
      }
    } catch (IOException e) {
      return e;
    }
  }

  private static @Nullable IOException receive(
      FileChannel file,
      URI url,
      HttpResponse<InputStream> response,
      InputStream body,
      long total,
      LongConsumer progress)
      throws IOException {
    int status = response.statusCode();
    if (status == RANGE_NOT_SATISFIABLE && file.size() > 0) {
      file.truncate(0);
      return new IOException("the server has no more than what is here");
    }
    if (status >= 500) {
      return new IOException("the server answers with status " + status);
    }
    if (status != OK && status != PARTIAL_CONTENT) {
      throw new ReportedException(url + " cannot be had: the server answers with status " + status);
    }
    if (status == OK) {
      file.truncate(0); // the server sends all of it
    } else if (!continues(response, file.size())) {
      file.truncate(0);
      return new IOException("the server sends another part than it was asked for");
    }
    copy(body, file, progress);
    return total >= 0 && file.size() < total ? new IOException("the answer is too short") : null;
  }

  private static void copy(InputStream body, FileChannel file, LongConsumer progress)
      throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    file.position(file.size());
    for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      progress.accept(file.position());
    }
  }

  private static HttpRequest request(URI url, long from) {
    HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(60));
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
