package io.reprise.pipelines.cache;

import io.reprise.schemas.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Every byte of a store checked, whatever the memo says. What is found damaged is forgotten by the
 * memo, so that the next run finds it too, and rebuilds it where it is needed.
 */
public final class Verification {

  private final Store store;
  private final List<String> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Set<Digest> whole = new HashSet<>();
  private final SortedSet<Digest> damagedContents = new TreeSet<>();
  private final SortedSet<Digest> damagedRecords = new TreeSet<>();
  private int records;
  private long bytes;

  Verification(Store store) {
    this.store = store;
  }

  /** Others may be at work meanwhile: what they add or drop is not damage. */
  public static Verification of(Store store) throws IOException {
    Verification verification = new Verification(store);
    verification.checkContents();
    verification.checkRecords();
    return verification;
  }

  /** One line each, each with the file's path. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** One line each on files that are not the store's, which do no harm. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /** How many key records there are. */
  public int records() {
    return records;
  }

  /** How many contents there are. */
  public int contents() {
    return whole.size() + damagedContents.size();
  }

  /** Of the contents, together. */
  public long bytes() {
    return bytes;
  }

  void checkContents() throws IOException {
    DigestFolder.Inventory inventory = store.objects().inventory();
    for (Digest content : inventory.digests()) {
      Optional<String> problem = store.objects().problemAfterReading(content);
      if (problem.isEmpty()) {
        addWhole(content);
      } else if (Files.exists(store.object(content))) { // else dropped since it was listed
        problems.add(problem.get());
        damagedContents.add(content);
        bytes += Files.size(store.object(content));
      }
    }
    problems.addAll(inventory.unlistable());
    noteStrangers(inventory);
  }

  private void addWhole(Digest content) throws IOException {
    whole.add(content);
    bytes += Files.size(store.object(content));
  }

  void checkRecords() throws IOException {
    DigestFolder.Inventory inventory = store.records().inventory();
    records = inventory.digests().size();
    for (Digest key : inventory.digests()) {
      StoredRecord stored = store.storedRecord(key);
      if (stored instanceof StoredRecord.Unreadable unreadable) {
        problems.add(unreadable.what());
        damagedRecords.add(key);
      } else if (stored instanceof StoredRecord.Found known) {
        for (Digest content : known.record().contents()) {
          check(key, content);
        }
      }
    }
    problems.addAll(inventory.unlistable());
    noteStrangers(inventory);
  }

  private void check(Digest key, Digest content) throws IOException {
    if (whole.contains(content)) {
      return;
    }
    if (damagedContents.contains(content)) {
      damagedRecords.add(key);
      return;
    }
    Optional<String> problem = store.objects().problemAfterReading(content);
    if (problem.isEmpty()) {
      addWhole(content); // a run has added it since the contents were listed
    } else if (names(key, content)) { // else the record was dropped, and then what it named
      damagedRecords.add(key);
      problems.add(problem.get() + ", which " + store.records().file(key) + " names");
    }
  }

  private boolean names(Digest key, Digest content) {
    return store.storedRecord(key) instanceof StoredRecord.Found known
        && known.record().contents().contains(content);
  }

  private void noteStrangers(DigestFolder.Inventory inventory) {
    for (Path stranger : inventory.strangers()) {
      notes.add(stranger + " is no file of the store; delete it if it is yours");
    }
  }

  /**
   * Drops what is still damaged, and the records that name it, so that the store is whole, if
   * smaller.
   *
   * @param use that nobody else has, from {@link Store#useAlone}
   */
  public void dropDamaged(SharedExclusiveLock use) throws IOException {
    use.requireExclusive();
    SyncBatch batch = store.disk().batch();
    for (Digest key : damagedRecords) {
      if (isDamaged(store.storedRecord(key))) {
        batch.delete(store.records().file(key));
      }
    }
    batch.sync(); // before what they name
    for (Digest content : damagedContents) {
      if (store.objects().problemAfterReading(content).isPresent()) {
        store.objects().delete(content);
      }
    }
  }

  private boolean isDamaged(StoredRecord stored) {
    return stored instanceof StoredRecord.Unreadable
        || (stored instanceof StoredRecord.Found known
            && known.record().contents().stream()
                .anyMatch(content -> store.objects().problem(content).isPresent()));
  }
}
