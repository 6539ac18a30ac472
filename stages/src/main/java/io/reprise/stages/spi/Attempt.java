package io.reprise.stages.spi;

import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.problem.ReportedException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.util.MimeTypes;
import org.jspecify.annotations.Nullable;

/**
 * One try of one task of a stage, and the files that it writes, in a folder that no other try has:
 * tries of the same task, one after the other or at the same time, cannot mix. Digests are made
 * while writing.
 *
 * <p>What a try has written counts only when its {@link #files} are what its stage puts out. For
 * one thread.
 */
public final class Attempt {

  private final String folder;
  private final List<WrittenFile> files = new ArrayList<>();
  private final Set<String> begun = new HashSet<>();
  private @Nullable String failed;

  /** Something that fills a file. */
  @FunctionalInterface
  public interface Filler {
    void fill(OutputStream out) throws IOException;
  }

  /**
   * A new one.
   *
   * @throws ReportedException when this worker may not work on the stage, having other code
   */
  public Attempt(StageContext context) {
    context.requireFitWorker();
    this.folder = context.attempts() + UUID.randomUUID() + "/";
  }

  /**
   * A new file of the artifact, which is one of {@link #files} once it is closed; not buffered.
   *
   * @param output the output's name
   * @param name path below the output, with {@code /}
   */
  public OutputStream create(String output, String name) throws IOException {
    return createAt(WrittenFile.OUT + output + "/" + name);
  }

  /** Writes a file of the artifact. */
  public void write(String output, String name, Filler filler) throws IOException {
    try (OutputStream out = create(output, name)) {
      try {
        filler.fill(out);
      } catch (IOException | RuntimeException | Error e) {
        failed = output + "/" + name;
        throw e;
      }
    }
  }

  /** Writes a file of the artifact, in UTF-8. */
  public void writeText(String output, String name, String text) throws IOException {
    write(output, name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Writes what of the result the user should look at, one mistake a line; shown after every run
   * that has the artifact, cached or not. Nothing where there is nothing to say.
   *
   * @param topic a file name's stem, one for each writer
   */
  public void warn(String topic, List<String> lines) throws IOException {
    if (!lines.isEmpty()) {
      writeText("warnings", topic + ".txt", String.join("\n", lines) + "\n");
    }
  }

  /**
   * Writes facts about the machine for the run manifest; no part of the artifact. Each worker may
   * say its own.
   *
   * @param topic a file name's stem
   * @param json an object
   */
  public void machineFacts(String topic, String json) throws IOException {
    try (OutputStream out = createAt(WrittenFile.FACTS + topic + ".json")) {
      out.write(json.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * What is written.
   *
   * @throws IllegalStateException when a file is not closed, or its writing has failed: half an
   *     artifact is none
   */
  public List<WrittenFile> files() {
    if (failed != null || begun.size() > files.size()) {
      throw new IllegalStateException(
          failed != null ? "the writing of " + failed + " has failed" : "a file is not closed");
    }
    return List.copyOf(files);
  }

  private OutputStream createAt(String path) throws IOException {
    if (List.of(path.split("/", -1)).stream().anyMatch(Attempt::leadsElsewhere)) {
      throw new IllegalArgumentException("not the path of a file below an output: " + path);
    }
    if (!begun.add(path)) {
      throw new IllegalArgumentException("it has written " + path + " already");
    }
    String uri = folder + path;
    OutputStream out =
        Channels.newOutputStream(
            FileSystems.create(FileSystems.matchNewResource(uri, false), MimeTypes.BINARY));
    return new FileStream(out, path, uri);
  }

  private static boolean leadsElsewhere(String step) {
    return step.isEmpty() || step.equals(".") || step.equals("..");
  }

  /** Notes the file when it is closed. */
  private final class FileStream extends FilterOutputStream {

    private final String path;
    private final String uri;
    private final MessageDigest sha256 = Digest.sha256();
    private long bytes;
    private boolean closed;

    FileStream(OutputStream out, String path, String uri) {
      super(out);
      this.path = path;
      this.uri = uri;
    }

    @Override
    public void write(int each) throws IOException {
      write(new byte[] {(byte) each}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      try {
        out.write(from, offset, length);
      } catch (IOException e) {
        failed = path;
        throw e;
      }
      sha256.update(from, offset, length);
      bytes += length;
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        out.close();
        files.add(new WrittenFile(path, uri, Digest.finished(sha256), bytes));
      }
    }
  }
}
