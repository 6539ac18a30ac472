package io.reprise.pipelines.filesystem;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Files by their URIs. An implementation may come from another class loader ({@link
 * LibraryClassLoader}), so these signatures name no library's types. Besides {@code IOException}
 * anything may be thrown, also when a stream is used.
 */
public interface RemoteFiles {

  /**
   * The folder that is meant, there or not; with a slash at its end, for names to be put behind.
   *
   * @param uri a path, or a URI
   * @throws io.reprise.schemas.problem.ReportedException when nothing here can read such a URI
   */
  String folder(String uri);

  /** Empty where there is no such file. */
  Optional<InputStream> open(String file) throws IOException;

  OutputStream create(String file) throws IOException;

  /** Replaces what is there. */
  void rename(String from, String to) throws IOException;

  void delete(String file) throws IOException;
}
