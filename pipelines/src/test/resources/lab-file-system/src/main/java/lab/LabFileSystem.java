package lab;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/** {@code lab://...}, which works where classes are looked up among those of its own jar. */
public final class LabFileSystem extends FileSystem<LabFile> {

  private final Path laboratory;

  private LabFileSystem(String laboratory) {
    this.laboratory = Path.of(laboratory);
  }

  /** Beam's way to find it. */
  public static final class Registrar implements FileSystemRegistrar {
    @Override
    public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
      return List.of(new LabFileSystem(options.as(LabOptions.class).getLaboratory()));
    }
  }

  /** As clients do that find their parts by the thread's class loader. */
  private Path path(LabFile file) throws IOException {
    ClassLoader found = Thread.currentThread().getContextClassLoader();
    if (found != LabFileSystem.class.getClassLoader()) {
      throw new IllegalStateException("not the class loader of the jar: " + found);
    }
    Path path = laboratory.resolve(file.uri().substring("lab://".length()));
    Files.createDirectories(path.getParent());
    return path;
  }

  @Override
  protected String getScheme() {
    return "lab";
  }

  @Override
  protected LabFile matchNewResource(String spec, boolean isDirectory) {
    return new LabFile(spec);
  }

  @Override
  protected List<MatchResult> match(List<String> specs) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected ReadableByteChannel open(LabFile file) throws IOException {
    return Files.newByteChannel(path(file));
  }

  @Override
  protected WritableByteChannel create(LabFile file, CreateOptions options) throws IOException {
    return Channels.newChannel(Files.newOutputStream(path(file)));
  }

  @Override
  protected void copy(List<LabFile> from, List<LabFile> to) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void rename(List<LabFile> from, List<LabFile> to, MoveOptions... options)
      throws IOException {
    Files.move(path(from.get(0)), path(to.get(0)), StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  protected void delete(Collection<LabFile> files) throws IOException {
    for (LabFile file : files) {
      Files.deleteIfExists(path(file));
    }
  }
}
