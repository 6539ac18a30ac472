package io.reprise.stages.dataset;

import io.reprise.schemas.digest.Digest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a file of a dataset before it is here; each part may be unknown.
 *
 * @param name path below the dataset's folder
 */
public record SourceFile(
    String name, @Nullable URI url, @Nullable Digest sha256, @Nullable Long bytes) {

  static SourceFile unknown(String name) {
    return new SourceFile(name, null, null, null);
  }
}
