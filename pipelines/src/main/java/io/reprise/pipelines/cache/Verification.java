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
  private final Set<Digest> whole = new HashSet<>();
  private final SortedSet<Digest> damagedContents = new TreeSet<>();
  private final SortedSet<Digest> damagedRecords = new TreeSet<>();
  private int records;
  private long bytes;

  private Verification(Store store) {
    this.store = store;
  }

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

  private void checkContents() throws IOException {
    DigestFolder.Inventory inventory = store.objects().inventory();
    for (Digest content : inventory.digests()) {
      bytes += Files.size(store.object(content));
      Optional<String> problem = store.objects().problemAfterReading(content);
      problem.ifPresent(problems::add);
      (problem.isPresent() ? damagedContents : whole).add(content);
    }
    sayStrangers(inventory);
  }

  private void checkRecords() throws IOException {
    DigestFolder.Inventory inventory = store.records().inventory();
    records = inventory.digests().size();
    for (Digest key : inventory.digests()) {
      Recall recall = store.recall(key);
      if (recall instanceof Recall.Unreadable unreadable) {
        problems.add(unreadable.what());
        damagedRecords.add(key);
      } else if (recall instanceof Recall.Known known) {
        check(key, known.record());
      }
    }
    sayStrangers(inventory);
  }

  private void check(Digest key, KeyRecord record) {
    for (Digest content : record.contents()) {
      if (!whole.contains(content)) {
        damagedRecords.add(key);
        if (!damagedContents.contains(content)) {
          problems.add(
              store.object(content) + " is missing, which " + store.records().file(key) + " names");
        }
      }
    }
  }

  private void sayStrangers(DigestFolder.Inventory inventory) {
    for (Path stranger : inventory.strangers()) {
      problems.add(stranger + " is no file of the store");
    }
  }

  /**
   * Drops what is damaged, and the records that name it, so that the store is whole, if smaller.
   *
   * @param use that nobody else has, from {@link Store#useAlone}
   */
  public void dropDamaged(UseLock use) throws IOException {
    use.requireAlone();
    for (Digest key : damagedRecords) {
      store.disk().delete(store.records().file(key));
    }
    for (Digest content : damagedContents) {
      store.objects().delete(content);
    }
  }
}
