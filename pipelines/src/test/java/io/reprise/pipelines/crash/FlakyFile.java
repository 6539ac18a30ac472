package io.reprise.pipelines.crash;

import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.jspecify.annotations.Nullable;

/**
 * A file or folder of the {@link FlakyFileSystem}.
 *
 * @param uri with a slash at its end for a folder
 */
record FlakyFile(String uri) implements ResourceId {

  @Override
  public ResourceId resolve(String other, ResolveOptions options) {
    boolean folder = options.equals(StandardResolveOptions.RESOLVE_DIRECTORY);
    return new FlakyFile(uri + other + (folder ? "/" : ""));
  }

  @Override
  public ResourceId getCurrentDirectory() {
    return new FlakyFile(uri.substring(0, uri.lastIndexOf('/') + 1));
  }

  @Override
  public String getScheme() {
    return FlakyFileSystem.SCHEME;
  }

  @Override
  public @Nullable String getFilename() {
    return uri.substring(uri.lastIndexOf('/') + 1);
  }

  @Override
  public boolean isDirectory() {
    return uri.endsWith("/");
  }

  @Override
  public String toString() {
    return uri;
  }
}
