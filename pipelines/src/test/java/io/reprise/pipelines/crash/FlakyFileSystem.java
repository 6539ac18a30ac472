package io.reprise.pipelines.crash;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * {@code flaky://...}, in memory, found by Beam as an object store's module is. Beam makes a new
 * one for every pipeline: what they hold is static.
 */
final class FlakyFileSystem extends FileSystem<FlakyFile> {

  static final String SCHEME = "flaky";

  private static final Map<String, byte[]> FILES = new ConcurrentSkipListMap<>();

  private static volatile Fault fault = (operation, file) -> {};

  /** Called before each operation, and may do its worst. */
  @FunctionalInterface
  interface Fault {
    void before(String operation, String file) throws IOException;
  }

  /** Beam's way to find it. */
  public static final class Registrar implements FileSystemRegistrar {
    @Override
    public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
      return List.of(new FlakyFileSystem());
    }
  }

  /** Empty, and in order until {@link #fail}. */
  static void reset() {
    FILES.clear();
    fail((operation, file) -> {});
  }

  static void fail(Fault next) {
    fault = next;
  }

  static Map<String, byte[]> files() {
    return new TreeMap<>(FILES);
  }

  @Override
  protected String getScheme() {
    return SCHEME;
  }

  @Override
  protected FlakyFile matchNewResource(String spec, boolean isDirectory) {
    return new FlakyFile(spec);
  }

  @Override
  protected List<MatchResult> match(List<String> specs) throws IOException {
    String spec = specs.get(0);
    fault.before("match", spec);
    byte[] content = FILES.get(spec);
    return List.of(
        content == null
            ? MatchResult.create(MatchResult.Status.NOT_FOUND, new FileNotFoundException(spec))
            : MatchResult.create(
                MatchResult.Status.OK,
                List.of(
                    MatchResult.Metadata.builder()
                        .setResourceId(new FlakyFile(spec))
                        .setSizeBytes(content.length)
                        .setIsReadSeekEfficient(false)
                        .build())));
  }

  @Override
  protected ReadableByteChannel open(FlakyFile file) throws IOException {
    fault.before("open", file.uri());
    byte[] content = FILES.get(file.uri());
    if (content == null) {
      // As Beam's S3 does, and not as FileSystem promises.
      throw new IllegalStateException("no such key " + file.uri());
    }
    ReadableByteChannel channel = Channels.newChannel(new ByteArrayInputStream(content));
    return new ReadableByteChannel() {
      @Override
      public int read(ByteBuffer buffer) throws IOException {
        fault.before("read", file.uri());
        return channel.read(buffer);
      }

      @Override
      public boolean isOpen() {
        return channel.isOpen();
      }

      @Override
      public void close() throws IOException {
        fault.before("finish", file.uri());
        channel.close();
      }
    };
  }

  @Override
  protected WritableByteChannel create(FlakyFile file, CreateOptions options) throws IOException {
    fault.before("create", file.uri());
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    WritableByteChannel channel = Channels.newChannel(content);
    return new WritableByteChannel() {
      @Override
      public int write(ByteBuffer buffer) throws IOException {
        fault.before("write", file.uri());
        return channel.write(buffer);
      }

      @Override
      public boolean isOpen() {
        return channel.isOpen();
      }

      @Override
      public void close() throws IOException {
        fault.before("close", file.uri());
        channel.close();
        FILES.put(file.uri(), content.toByteArray());
      }
    };
  }

  @Override
  protected void copy(List<FlakyFile> from, List<FlakyFile> to) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void rename(List<FlakyFile> from, List<FlakyFile> to, MoveOptions... options)
      throws IOException {
    fault.before("rename", to.get(0).uri());
    byte[] content = FILES.remove(from.get(0).uri());
    if (content == null) {
      throw new FileNotFoundException(from.get(0).uri());
    }
    FILES.put(to.get(0).uri(), content);
  }

  @Override
  protected void delete(Collection<FlakyFile> files) throws IOException {
    for (FlakyFile file : files) {
      fault.before("delete", file.uri());
      FILES.remove(file.uri());
    }
  }
}
