package io.reprise.pipelines.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the file systems are that files lie on. To find one, Java reads the list of all mounts each
 * time; this does it once a device.
 */
class FileSystemTypes {

  private final Map<Object, String> byDevice = new ConcurrentHashMap<>();

  /**
   * As the system calls it, in lower case: {@code nfs4}, {@code tmpfs}.
   *
   * @param path of what is there
   * @throws IOException where nobody knows: where /proc does not list the mount, as in some
   *     containers
   */
  final String of(Path path) throws IOException {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return find(path);
    }
    Object device = Files.getAttribute(path, "unix:dev");
    String known = byDevice.get(device);
    if (known == null) {
      known = find(path);
      byDevice.put(device, known);
    }
    return known;
  }

  String find(Path path) throws IOException {
    return Files.getFileStore(path).type().toLowerCase(Locale.ROOT);
  }
}
