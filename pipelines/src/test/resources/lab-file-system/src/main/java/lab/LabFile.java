package lab;

import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/** A file or folder of the {@link LabFileSystem}, which nobody resolves. */
record LabFile(String uri) implements ResourceId {

  @Override
  public ResourceId resolve(String other, ResolveOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ResourceId getCurrentDirectory() {
    return new LabFile(uri.substring(0, uri.lastIndexOf('/') + 1));
  }

  @Override
  public String getScheme() {
    return "lab";
  }

  @Override
  public String getFilename() {
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
