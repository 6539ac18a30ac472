package io.reprise.pipelines.cache;

import io.reprise.pipelines.cache.Artifact.StoredObject;
import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.json.Json;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keys to artifacts, on disk. What a key record names is there before the record is, and each file
 * comes to its place by one rename, so that a process may be killed at any moment.
 *
 * <pre>
 * objects/ab/cdef...         file contents by SHA-256
 * keys/ab/cdef....json       key records
 * scratch/                   work in progress, one folder a try
 * checkpoints/               by key, what the next try may continue from
 * locks/                     by key
 * memo.tsv                   digests of files that have not changed since
 * </pre>
 */
public final class Store implements AutoCloseable {

  private static final int FOLDER_DIGITS = 2;

  private final Path root;
  private final FileMemo memo;
  private final ObjectFolder objects;

  private Store(Path root) {
    this.root = root;
    this.memo = new FileMemo(root.resolve("memo.tsv"));
    this.objects = new ObjectFolder(root.resolve("objects"), memo);
  }

  /** Opens the store in a folder, which is made if need be. */
  public static Store open(Path root) throws IOException {
    Files.createDirectories(root);
    return new Store(root);
  }

  /** The artifact of a key, each of its files checked. */
  public Lookup lookup(Digest key) throws IOException {
    Path file = recordFile(key);
    if (!Files.exists(file)) {
      return new Lookup.Absent();
    }
    KeyRecord record;
    try {
      record = KeyRecord.fromMap(Json.readObject(file));
    } catch (IOException | IllegalArgumentException e) {
      return new Lookup.Damaged(file + " cannot be read: " + e.getMessage());
    }
    if (!record.preimage().key().equals(key)) {
      return new Lookup.Damaged(file + " is not the record of its key");
    }
    for (StoredObject object : record.artifact().files().values()) {
      Optional<String> problem = objects.problem(object);
      if (problem.isPresent()) {
        return new Lookup.Damaged(problem.get());
      }
    }
    return new Lookup.Hit(record);
  }

  /** A key's preimage, its artifact unchecked; empty where there is none or it cannot be read. */
  public Optional<Preimage> preimage(Digest key) {
    try {
      return Optional.of(KeyRecord.fromMap(Json.readObject(recordFile(key))).preimage());
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The digest of a file outside the store, remembered while the file does not change. */
  public Digest digest(Path file) throws IOException {
    return memo.digest(file);
  }

  /** Where a content is. */
  public Path object(Digest digest) {
    return objects.path(digest);
  }

  /** Waits until no other thread or process works on the key. */
  public KeyLock lock(Digest key) throws IOException, InterruptedException {
    return KeyLock.acquire(root.resolve("locks").resolve(key.hex()));
  }

  /**
   * A new folder to work in, for whoever holds the key's lock; what a killed process left goes.
   *
   * @param anew whether to forget what an earlier try could be continued from
   */
  public Scratch scratch(Digest key, boolean anew) throws IOException {
    Path folder = Files.createDirectories(root.resolve("scratch"));
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, key.hex() + "-*")) {
      for (Path abandoned : left) {
        Scratch.delete(abandoned);
      }
    }
    Path scratch = Files.createTempDirectory(folder, key.hex() + "-");
    Files.createDirectories(scratch.resolve("out"));
    Path checkpoints = root.resolve("checkpoints").resolve(key.hex());
    if (anew) {
      Scratch.delete(checkpoints);
    }
    return new Scratch(scratch, checkpoints);
  }

  /** Moves what was made into the store, and then, as the last step, makes it known. */
  public KeyRecord publish(Preimage preimage, Scratch scratch, double seconds) throws IOException {
    SortedMap<String, StoredObject> files = new TreeMap<>();
    Map<String, @Nullable Object> machine = scratch.machineFacts();
    for (Path file : Scratch.filesBelow(scratch.out())) {
      String path = scratch.out().relativize(file).toString().replace('\\', '/');
      files.put(path, objects.take(file));
    }
    KeyRecord record = new KeyRecord(preimage, new Artifact(files), seconds, machine);
    Path file = recordFile(preimage.key());
    Files.createDirectories(file.getParent());
    Json.write(file, record.toMap());
    Scratch.delete(scratch.checkpoints());
    return record;
  }

  /** Keeps what was learnt about unchanged files. */
  @Override
  public void close() throws IOException {
    memo.save();
  }

  private Path recordFile(Digest key) {
    return root.resolve("keys")
        .resolve(key.hex().substring(0, FOLDER_DIGITS))
        .resolve(key.hex().substring(FOLDER_DIGITS) + ".json");
  }
}
