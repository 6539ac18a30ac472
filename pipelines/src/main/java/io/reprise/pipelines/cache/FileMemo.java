package io.reprise.pipelines.cache;

import io.reprise.schemas.digest.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/**
 * Remembers the digests of files whose size, time stamps and identity have not changed since, so
 * that an unchanged gigabyte is not read again. Losing it, or a line of it, only costs time.
 *
 * <p>On disk, each line is a checksum of its rest, a path, what the file system said of it, and the
 * digest, with tabs between them.
 */
final class FileMemo {

  /**
   * A file changed less than this before it was digested may change again within the same tick of
   * the file system's clock, unseen: it is racy, as git calls it, and not remembered. Some file
   * systems tick every two seconds.
   */
  private static final Duration RACY = Duration.ofSeconds(2);

  /**
   * The same for a file that anybody may change. What is written through {@code mmap} gets no other
   * time stamp until the system has written the page to the disk, after half a minute; and the
   * clock of a network file system may be behind.
   */
  private static final Duration RACY_OUTSIDE = Duration.ofMinutes(1);

  /** There, what is written through {@code mmap} never gets another time stamp. */
  private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");

  private final Path file;
  private final Clock clock;
  private final TemporaryFiles temporaryFiles;
  private final Map<String, Entry> remembered = new ConcurrentHashMap<>();

  private final FileSystemTypes fileSystems = new FileSystemTypes();

  private volatile boolean changed;

  /**
   * Of a file outside, too: a power cut may leave one with its size and times and other bytes,
   * since nobody synced it, so that after a start of the machine it is read again.
   */
  private final String boot = BootId.current();

  /**
   * @param stat size, time stamp and identity
   */
  private record Entry(String stat, Digest digest) {}

  FileMemo(Path file, TemporaryFiles temporaryFiles, Clock clock) {
    this.file = file;
    this.clock = clock;
    this.temporaryFiles = temporaryFiles;
    if (Files.exists(file)) {
      load();
    }
  }

  /** Of a file that nobody changes in good faith; links to it may come and go. */
  Digest digest(Path path) throws IOException {
    return digest(path, List.of("size", "lastModifiedTime", "fileKey"), RACY, "");
  }

  /**
   * Of a file that anybody may change and give any time stamp: what the file system itself notes as
   * the time of its change counts too, where it does.
   */
  Digest digestOutside(Path path) throws IOException {
    return digest(
        path,
        path.getFileSystem().supportedFileAttributeViews().contains("unix")
            ? List.of("unix:size", "lastModifiedTime", "ctime", "fileKey")
            : List.of("size", "lastModifiedTime", "fileKey"),
        RACY_OUTSIDE,
        boot);
  }

  private Digest digest(Path path, List<String> names, Duration racy, String more)
      throws IOException {
    Stat before = Stat.of(path, names);
    String facts = before.facts() + more;
    String name = name(path);
    Entry known = remembered.get(name);
    if (known != null && known.stat().equals(facts)) {
      return known.digest();
    }
    Instant started = clock.instant();
    Digest digest = read(path);
    boolean settled = before.changed().plus(racy).isBefore(started);
    if (settled
        && Stat.of(path, names).equals(before)
        && !hasSeparator(name)
        && (more.isEmpty() || !IN_MEMORY.contains(fileSystems.of(path)))) {
      remembered.put(name, new Entry(facts, digest));
      changed = true;
    }
    return digest;
  }

  /**
   * What the file system says of a file.
   *
   * @param changed by the last of the time stamps asked for, which is the system's own where there
   *     is one: what somebody else has set may lie in the future
   */
  private record Stat(String facts, Instant changed) {

    static Stat of(Path path, List<String> names) throws IOException {
      Map<String, Object> attributes = Files.readAttributes(path, String.join(",", names));
      Instant changed = Instant.EPOCH;
      StringBuilder facts = new StringBuilder();
      for (String each : names) {
        Object value = attributes.get(each.substring(each.indexOf(':') + 1));
        if (value instanceof FileTime time) {
          changed = time.toInstant();
          facts.append(time.to(TimeUnit.NANOSECONDS)).append(' ');
        } else {
          facts.append(value).append(' ');
        }
      }
      return new Stat(facts.toString(), changed);
    }
  }

  void forget(Path path) {
    changed |= remembered.remove(name(path)) != null;
  }

  /** Forgets the files that are no more. */
  void forgetTheGone() {
    changed |= remembered.keySet().removeIf(name -> !Files.exists(Path.of(name)));
  }

  void save() throws IOException {
    if (!changed) {
      return;
    }
    changed = false;
    StringBuilder lines = new StringBuilder();
    remembered.forEach(
        (name, entry) -> {
          String line = name + "\t" + entry.stat() + "\t" + entry.digest().hex();
          lines.append(checksum(line)).append('\t').append(line).append('\n');
        });
    temporaryFiles.replace(file, lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void load() {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      text.lines().forEach(this::load);
    } catch (IOException e) {
      remembered.clear(); // unreadable: everything is digested anew
    }
  }

  /** A line that is not as it was written is as good as none. */
  private void load(String line) {
    int start = line.indexOf('\t');
    if (start > 0 && checksum(line.substring(start + 1)).equals(line.substring(0, start))) {
      String[] parts = line.split("\t", -1);
      remembered.put(parts[1], new Entry(parts[2], new Digest(parts[3])));
    }
  }

  private static String checksum(String line) {
    CRC32 checksum = new CRC32();
    checksum.update(line.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(checksum.getValue());
  }

  private static Digest read(Path path) throws IOException {
    try {
      return Digest.of(path);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String name(Path path) {
    return path.toAbsolutePath().normalize().toString();
  }

  private static boolean hasSeparator(String name) {
    return name.indexOf('\n') >= 0 || name.indexOf('\r') >= 0 || name.indexOf('\t') >= 0;
  }
}
