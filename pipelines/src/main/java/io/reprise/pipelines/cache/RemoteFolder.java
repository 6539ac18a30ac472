package io.reprise.pipelines.cache;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.MimeTypes;

/** A folder that Beam's {@code FileSystems} reach; files are named by paths below it. */
final class RemoteFolder {

  private final String uri;

  RemoteFolder(String uri) {
    this.uri = uri.endsWith("/") ? uri : uri + "/";
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  /** Empty where there is no such file. */
  Optional<InputStream> open(String name) throws IOException {
    try {
      return Optional.of(Channels.newInputStream(FileSystems.open(resource(name))));
    } catch (FileNotFoundException | java.nio.file.NoSuchFileException e) {
      return Optional.empty();
    }
  }

  boolean exists(String name) throws IOException {
    Optional<InputStream> file = open(name);
    if (file.isPresent()) {
      file.get().close();
    }
    return file.isPresent();
  }

  /** Nobody sees half of it where the file system can rename. */
  void write(String name, InputStream content) throws IOException {
    ResourceId draft = resource("scratch/draft-" + UUID.randomUUID());
    try (OutputStream out = Channels.newOutputStream(FileSystems.create(draft, MimeTypes.BINARY))) {
      content.transferTo(out);
    }
    FileSystems.rename(List.of(draft), List.of(resource(name)));
  }

  private ResourceId resource(String name) {
    ResourceId resource = FileSystems.matchNewResource(uri, true);
    String[] parts = name.split("/", -1);
    for (int i = 0; i < parts.length - 1; i++) {
      resource = resource.resolve(parts[i], StandardResolveOptions.RESOLVE_DIRECTORY);
    }
    return resource.resolve(parts[parts.length - 1], StandardResolveOptions.RESOLVE_FILE);
  }

  @Override
  public String toString() {
    return uri;
  }
}
