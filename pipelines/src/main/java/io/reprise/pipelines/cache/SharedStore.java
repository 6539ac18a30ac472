package io.reprise.pipelines.cache;

import io.reprise.pipelines.cache.KeyRecord.Version;
import io.reprise.pipelines.filesystem.RemoteFolder;
import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.timeout.TimeLimiter.RemoteException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store that several machines share, behind the local one, through Beam's {@code FileSystems}: a
 * folder of a network file system, or an object store. It holds {@code objects/} and {@code keys/}
 * like a local store. Nothing in it is believed: bytes are digested on arrival.
 *
 * <p>No failure of it fails a run: what cannot be had is a miss, and is said.
 */
public final class SharedStore {

  private static final Logger LOG = LoggerFactory.getLogger(SharedStore.class);

  /** So that anything else of this name does not fill the memory. */
  private static final int MOST_RECORD_BYTES = 1 << 26;

  private final RemoteFolder remote;
  private final Consumer<String> warnings;
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  /** By key, what is known to be there: a stage is looked up several times in a run. */
  private final Map<Digest, Artifact> there = new ConcurrentHashMap<>();

  /** Contents that are to be given again, though they may be there. */
  private final Set<Digest> suspects = ConcurrentHashMap.newKeySet();

  private final AtomicBoolean usable = new AtomicBoolean(true);
  private final AtomicBoolean writable = new AtomicBoolean(true);

  /**
   * @param remote where it is
   * @param warnings one line each, from any thread
   */
  public SharedStore(RemoteFolder remote, Consumer<String> warnings) {
    this.remote = remote;
    this.warnings = warnings;
  }

  /** The record of a key there; whether its artifact is whole shows when it is taken. */
  Optional<KeyRecord> peek(Digest key, KeyRecords records) throws IOException {
    return attempt(Optional.empty(), () -> record(key, records));
  }

  /**
   * Brings a key's record and its artifact here; false where that is not possible.
   *
   * @throws IOException when they cannot be written here
   */
  boolean pull(Digest key, ObjectFolder objects, KeyRecords records) throws IOException {
    return attempt(
        false,
        () -> {
          Optional<KeyRecord> record = record(key, records);
          return record.isPresent() && pullAny(record.get(), objects, records);
        });
  }

  /** The first version that can be had whole. */
  private boolean pullAny(KeyRecord record, ObjectFolder objects, KeyRecords records)
      throws IOException {
    Digest key = record.preimage().key();
    for (Version version : record.versions()) {
      KeyRecord wanted = new KeyRecord(record.preimage(), List.of(version));
      if (pullContents(wanted, objects)) {
        StoredRecord here = records.storedRecord(key);
        records.write(
            here instanceof StoredRecord.Found known ? known.record().with(version) : wanted);
        there.put(key, version.artifact());
        return true;
      }
    }
    return false;
  }

  private boolean pullContents(KeyRecord record, ObjectFolder objects) throws IOException {
    boolean whole = true;
    SyncBatch batch = objects.batch();
    for (Digest content : record.contents()) {
      whole = whole && (objects.isThere(content, batch) || pull(content, objects, batch));
      if (!whole) {
        suspects.add(content); // where one is damaged the others may be, too
      }
    }
    batch.sync(); // before the record that names them
    return whole;
  }

  private Optional<KeyRecord> record(Digest key, KeyRecords records) throws IOException {
    String name = recordName(key, records);
    Optional<InputStream> file = remote.open(name);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    StoredRecord stored;
    try (InputStream in = file.get()) {
      stored = KeyRecords.decode(key, in.readNBytes(MOST_RECORD_BYTES), remote + name);
    }
    if (stored instanceof StoredRecord.Unreadable unreadable) {
      say(unreadable.what() + "; it is not used");
    } else if (stored instanceof StoredRecord.OtherFormat other) {
      say(remote + name + " is of key format " + other.format() + "; it is not used");
    }
    return stored instanceof StoredRecord.Found known
        ? Optional.of(known.record())
        : Optional.empty();
  }

  private boolean pull(Digest content, ObjectFolder objects, SyncBatch batch) throws IOException {
    String name = objectName(content, objects);
    Optional<InputStream> file = remote.open(name);
    if (file.isPresent()) {
      Path draft = objects.temporaryFile();
      try (InputStream in = file.get()) {
        Files.copy(in, draft, StandardCopyOption.REPLACE_EXISTING);
        if (Digest.of(draft).equals(content)) {
          objects.moveIn(draft, content, batch);
          return true;
        }
      } finally {
        Files.deleteIfExists(draft);
      }
    }
    String what = file.isEmpty() ? " is missing" : " does not have the bytes that its name says";
    say(remote + name + what + "; it is not used");
    return false;
  }

  /** Puts a record and its artifact where others find them, unless they are there. */
  void push(KeyRecord record, ObjectFolder objects, KeyRecords records) throws IOException {
    Digest key = record.preimage().key();
    if (writable.get()
        && !record.artifact().equals(there.get(key))
        && attempt(false, () -> pushLatest(record, objects, records))) {
      there.put(key, record.artifact());
    }
  }

  private boolean pushLatest(KeyRecord record, ObjectFolder objects, KeyRecords records)
      throws IOException {
    Digest key = record.preimage().key();
    KeyRecord latest = new KeyRecord(record.preimage(), List.of(record.latest()));
    Optional<KeyRecord> before = record(key, records);
    // The first to come stays the first, so that two machines do not overwrite each other for ever.
    KeyRecord after = before.map(known -> known.or(record.latest())).orElse(latest);
    if (!after.isReproducible()) {
      say(
          String.format(
              Locale.ROOT,
              "NOT REPRODUCIBLE: %s of %s is there with other bytes than here; both are kept",
              remote + recordName(key, records),
              record.preimage().stageType()));
    }
    boolean known = before.equals(Optional.of(after));
    for (Digest content : latest.contents()) {
      if ((!known || suspects.contains(content)) && !push(content, objects)) {
        return false;
      }
    }
    if (!known) {
      byte[] bytes = KeyRecords.encode(after);
      return write(recordName(key, records), new ByteArrayInputStream(bytes));
    }
    return true;
  }

  /** False for one that is damaged here, which the next use of it finds out. */
  private boolean push(Digest content, ObjectFolder objects) throws IOException {
    String name = objectName(content, objects);
    if (!suspects.contains(content) && remote.exists(name)) {
      return true;
    }
    if (objects.problemAfterReading(content).isPresent()) {
      return false;
    }
    try (InputStream in = Files.newInputStream(objects.path(content))) {
      if (!write(name, in)) {
        return false;
      }
    }
    suspects.remove(content);
    return true;
  }

  /** False where it can be read, but not written: then it is only read from. */
  private boolean write(String name, InputStream content) throws IOException {
    try {
      remote.write(name, content);
      return true;
    } catch (RemoteException e) {
      remote.exists(name); // which fails, too, where the store cannot be used at all
      if (writable.getAndSet(false)) {
        LOG.info("the shared store {} cannot be written", remote, e);
        say(remote + " cannot be written (" + e.getMessage() + "); it is only read from");
      }
      return false;
    }
  }

  private static String recordName(Digest key, KeyRecords records) {
    return "keys/" + records.name(key);
  }

  private static String objectName(Digest content, ObjectFolder objects) {
    return "objects/" + objects.name(content);
  }

  /** Something that goes over the network. */
  @FunctionalInterface
  private interface Exchange<T> {
    T attempt() throws IOException;
  }

  /** After its first failure to be read it is left alone for the rest of the run. */
  private <T> T attempt(T otherwise, Exchange<T> exchange) throws IOException {
    if (!usable.get()) {
      return otherwise;
    }
    try {
      return exchange.attempt();
    } catch (RemoteException e) {
      if (!Thread.currentThread().isInterrupted() && usable.getAndSet(false)) {
        LOG.info("the shared store {} failed", remote, e);
        say(remote + " cannot be used (" + e.getMessage() + "); going on without it");
      }
      return otherwise;
    }
  }

  /** Once, however often it is met. */
  private void say(String warning) {
    if (said.add(warning)) {
      warnings.accept("shared store: " + warning);
    }
  }
}
