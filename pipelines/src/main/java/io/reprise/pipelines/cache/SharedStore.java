package io.reprise.pipelines.cache;

import io.reprise.schemas.digest.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  private final RemoteFolder remote;
  private final Consumer<String> warnings;

  /** Contents that are to be given again, though a record there names them. */
  private final Set<Digest> damaged = new HashSet<>();

  private boolean usable = true;

  /**
   * @param uri of a folder
   * @param warnings one line each
   */
  public SharedStore(String uri, Consumer<String> warnings) {
    this.remote = new RemoteFolder(uri);
    this.warnings = warnings;
  }

  /** Brings a key's record and its artifact here; false where that is not possible. */
  synchronized boolean take(Digest key, ObjectFolder objects, KeyRecords records) {
    return attempt(() -> takeAll(key, objects, records));
  }

  private boolean takeAll(Digest key, ObjectFolder objects, KeyRecords records) throws IOException {
    Optional<KeyRecord> record = record(key, records);
    if (record.isEmpty()) {
      return false;
    }
    KeyRecord latest = new KeyRecord(record.get().preimage(), List.of(record.get().latest()));
    for (Digest content : latest.contents()) {
      if (objects.problem(content).isPresent() && !take(content, objects)) {
        return false;
      }
    }
    records.write(latest);
    return true;
  }

  private Optional<KeyRecord> record(Digest key, KeyRecords records) throws IOException {
    String name = recordName(key, records);
    Optional<InputStream> file = remote.open(name);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Recall recall;
    try (InputStream in = file.get()) {
      recall = KeyRecords.decode(key, in.readAllBytes(), remote + name);
    }
    if (recall instanceof Recall.Unreadable unreadable) {
      warnings.accept("shared store: " + unreadable.what() + "; it is not used");
    }
    return recall instanceof Recall.Known known ? Optional.of(known.record()) : Optional.empty();
  }

  private boolean take(Digest content, ObjectFolder objects) throws IOException {
    String name = objectName(content, objects);
    Optional<InputStream> file = remote.open(name);
    if (file.isPresent()) {
      Path draft = objects.draft();
      try (InputStream in = file.get()) {
        Files.copy(in, draft, StandardCopyOption.REPLACE_EXISTING);
        if (Digest.of(draft).equals(content)) {
          objects.take(draft, content);
          return true;
        }
      } finally {
        Files.deleteIfExists(draft);
      }
    }
    damaged.add(content);
    String what = file.isEmpty() ? " is missing" : " does not have the bytes that its name says";
    warnings.accept("shared store: " + remote + name + what + "; it is not used");
    return false;
  }

  /** Puts a record and its artifact where others find them, unless they are there. */
  synchronized void give(KeyRecord record, ObjectFolder objects, KeyRecords records) {
    attempt(
        () -> {
          giveAll(record, objects, records);
          return true;
        });
  }

  private void giveAll(KeyRecord record, ObjectFolder objects, KeyRecords records)
      throws IOException {
    Digest key = record.preimage().key();
    KeyRecord latest = new KeyRecord(record.preimage(), List.of(record.latest()));
    Optional<KeyRecord> there = record(key, records);
    boolean same = there.isPresent() && there.get().artifact().equals(record.artifact());
    if (same && latest.contents().stream().noneMatch(damaged::contains)) {
      return;
    }
    for (Digest content : latest.contents()) {
      String name = objectName(content, objects);
      if (damaged.remove(content) || !remote.exists(name)) {
        try (InputStream in = Files.newInputStream(objects.path(content))) {
          remote.write(name, in);
        }
      }
    }
    KeyRecord merged = there.map(known -> known.with(record.latest())).orElse(latest);
    remote.write(recordName(key, records), new ByteArrayInputStream(KeyRecords.encode(merged)));
  }

  private static String recordName(Digest key, KeyRecords records) {
    return "keys/" + records.name(key);
  }

  private static String objectName(Digest content, ObjectFolder objects) {
    return "objects/" + objects.name(content);
  }

  /** Something that goes over the network. */
  @FunctionalInterface
  private interface Exchange {
    boolean attempt() throws IOException;
  }

  /** False when the store cannot be used: then it is left alone for the rest of the run. */
  private boolean attempt(Exchange exchange) {
    if (!usable) {
      return false;
    }
    try {
      return exchange.attempt();
    } catch (IOException | RuntimeException e) { // clients of object stores throw what they like
      usable = false;
      LOG.info("the shared store {} failed", remote, e);
      warnings.accept("shared store " + remote + " cannot be used (" + e + "); going on without");
      return false;
    }
  }
}
