package io.reprise.pipelines.cache;

import io.reprise.schemas.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What no run that is kept reaches. Key records and contents are one graph: a run names keys and
 * artifacts, a record of such a key names its versions' contents and its listings of code and
 * files, and what is not reached so is sweep.
 *
 * @param records key records that go
 * @param thinned key records that lose versions which no kept run has
 * @param contents contents that go
 * @param leftovers files of tries that will not be continued
 * @param bytes that all of it takes
 */
public record Sweep(
    List<Dropped> records,
    List<KeyRecord> thinned,
    List<Digest> contents,
    List<Path> leftovers,
    long bytes) {

  /**
   * A key record that goes.
   *
   * @param stage its type; empty where the record cannot be read
   */
  public record Dropped(Digest key, String stage) {}

  public Sweep {
    records = List.copyOf(records);
    thinned = List.copyOf(thinned);
    contents = List.copyOf(contents);
    leftovers = List.copyOf(leftovers);
  }

  /**
   * Looks for it; changes nothing.
   *
   * @param kept the artifacts that kept runs have of each key; none for a key that a kept run
   *     worked on without success, which keeps its checkpoints
   * @throws DamagedStoreException when the record of such a key cannot be read, and so nobody knows
   *     what the run needs
   */
  public static Sweep of(Store store, Map<Digest, Set<Digest>> kept) throws IOException {
    MarkedObjects reached = MarkedObjects.of(store, kept);
    List<Path> files = new ArrayList<>();
    reached.dropped().forEach(record -> files.add(store.records().file(record.key())));
    List<Digest> contents = new ArrayList<>();
    DigestFolder.Inventory objects = store.objects().inventory();
    DamagedStoreException.throwIfUnlistable(objects);
    for (Digest content : objects.digests()) {
      if (!reached.has(content)) {
        contents.add(content);
        files.add(store.object(content));
      }
    }
    List<Path> leftovers = new ArrayList<>(store.workFolders().leftovers(kept.keySet()));
    leftovers.addAll(objects.temporary());
    leftovers.addAll(store.records().inventory().temporary());
    files.addAll(leftovers);
    return new Sweep(reached.dropped(), reached.thinned(), contents, leftovers, size(files));
  }

  private static long size(List<Path> files) throws IOException {
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.exists(file) ? Files.size(file) : 0;
    }
    return bytes;
  }

  /** Whether there is nothing to free. */
  public boolean isEmpty() {
    return records.isEmpty() && thinned.isEmpty() && contents.isEmpty() && leftovers.isEmpty();
  }

  /**
   * Removes it, and the locks of keys, which nobody can be waiting for. Records go before what they
   * name, for good, so that a kill or a power cut in between leaves no record without its contents.
   * Thinned records, which take room to write, wait until a full disk has some again.
   *
   * @param use that nobody else has, from {@link Store#useAlone}
   */
  public void remove(Store store, SharedExclusiveLock use) throws IOException {
    use.requireExclusive();
    Set<Digest> stillNamed = namedBeforeThinning(store);
    SyncBatch batch = store.disk().batch();
    for (Dropped record : records) {
      batch.delete(store.records().file(record.key()));
    }
    batch.sync();
    for (Digest content : contents) {
      if (!stillNamed.contains(content)) {
        store.objects().delete(content);
      }
    }
    for (Path file : leftovers) {
      store.disk().delete(file);
    }
    for (KeyRecord record : thinned) {
      store.records().write(record);
    }
    for (Digest content : contents) {
      if (stillNamed.contains(content)) {
        store.objects().delete(content);
      }
    }
    store.workFolders().deleteKeyLocks();
    store.memo().forgetTheGone();
  }

  /** By the records that are to be thinned, as they are now. */
  private Set<Digest> namedBeforeThinning(Store store) {
    Set<Digest> named = new HashSet<>();
    for (KeyRecord record : thinned) {
      if (store.storedRecord(record.preimage().key()) instanceof StoredRecord.Found known) {
        named.addAll(known.record().contents());
      }
    }
    return named;
  }
}
