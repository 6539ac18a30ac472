package io.reprise.pipelines.cache;

import io.reprise.schemas.digest.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Remembers the digests of files whose size, time stamp and identity have not changed since, so
 * that an unchanged gigabyte is not read again. Losing it, or a line of it, only costs time.
 */
final class FileMemo {

  /**
   * A file changed less than this before it was digested may change again within the same tick of
   * the file system's clock, unseen: it is not remembered.
   */
  private static final long RACY_MILLIS = 2_000;

  private static final Pattern LINE = Pattern.compile("[^\t]+\t\\d+ -?\\d+ [^\t]*\t[0-9a-f]{64}");

  private final Path file;
  private final Map<String, String> remembered = new ConcurrentHashMap<>();
  private volatile boolean changed;

  FileMemo(Path file) {
    this.file = file;
    if (Files.exists(file)) {
      load();
    }
  }

  Digest digest(Path path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    String stat =
        attributes.size()
            + " "
            + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)
            + " "
            + attributes.fileKey();
    String name = path.toAbsolutePath().normalize().toString();
    String known = remembered.get(name);
    if (known != null && known.startsWith(stat + "\t")) {
      return new Digest(known.substring(stat.length() + 1));
    }
    long started = System.currentTimeMillis();
    Digest digest = read(path);
    if (attributes.lastModifiedTime().toMillis() + RACY_MILLIS < started
        && !name.contains("\n")
        && !name.contains("\t")) {
      remembered.put(name, stat + "\t" + digest.hex());
      changed = true;
    }
    return digest;
  }

  private static Digest read(Path path) throws IOException {
    try {
      return Digest.of(path);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  void forget(Path path) {
    remembered.remove(path.toAbsolutePath().normalize().toString());
    changed = true;
  }

  void save() throws IOException {
    if (!changed) {
      return;
    }
    String lines =
        remembered.entrySet().stream()
            .map(entry -> entry.getKey() + "\t" + entry.getValue() + "\n")
            .collect(Collectors.joining());
    Path draft = file.resolveSibling(file.getFileName() + ".draft-" + UUID.randomUUID());
    Files.writeString(draft, lines, StandardCharsets.UTF_8);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    changed = false;
  }

  private void load() {
    try {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        int tab = line.indexOf('\t');
        if (tab > 0 && LINE.matcher(line).matches()) {
          remembered.put(line.substring(0, tab), line.substring(tab + 1));
        }
      }
    } catch (IOException e) {
      remembered.clear(); // unreadable: everything is digested anew
    }
  }
}
