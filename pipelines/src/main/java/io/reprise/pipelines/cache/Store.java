package io.reprise.pipelines.cache;

import io.reprise.pipelines.cache.Artifact.StoredObject;
import io.reprise.pipelines.cache.KeyRecord.Version;
import io.reprise.schemas.digest.Digest;
import io.reprise.stages.spi.WrittenFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys to artifacts, on disk. What a key record names is there before the record is, and each file
 * comes to its place by one rename, so that a process may be killed at any moment.
 *
 * <pre>
 * objects/ab/cdef...         file contents by SHA-256
 * keys/ab/cdef....json       key records
 * scratch/                   work in progress, one folder a try
 * checkpoints/               by key, what the next try may continue from
 * locks/                     by key, and one for the store
 * memo.tsv                   digests of files that have not changed since
 * </pre>
 */
public final class Store implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Store.class);

  private final Disk disk;
  private final WorkFolders workFolders;
  private final FileMemo memo;
  private final ObjectFolder objects;
  private final KeyRecords records;
  private final Optional<SharedStore> shared;

  private Store(Path root, Disk disk, Optional<SharedStore> shared) {
    this.disk = disk;
    this.workFolders = new WorkFolders(root, disk);
    TemporaryFiles temporaryFiles = workFolders.temporaryFiles();
    this.memo = new FileMemo(root.resolve("memo.tsv"), temporaryFiles, Clock.systemUTC());
    this.objects = new ObjectFolder(root.resolve("objects"), memo, temporaryFiles);
    this.records = new KeyRecords(root.resolve("keys"), temporaryFiles);
    this.shared = shared;
  }

  /** Opens the store in a folder, which is made if need be. */
  public static Store open(Path root) throws IOException {
    return open(root, new Disk(), Optional.empty());
  }

  /**
   * @param shared what is asked when this store does not have something, and given what it gets
   */
  public static Store open(Path root, Disk disk, Optional<SharedStore> shared) throws IOException {
    disk.createFolders(root);
    return new Store(root, disk, shared);
  }

  /**
   * Says that the store is being worked with; waits while somebody clears it up. The first to come
   * removes what killed processes left in the scratch folder.
   *
   * @param waiting called once if somebody does
   */
  public SharedExclusiveLock lockShared(Runnable waiting) throws IOException {
    return workFolders.lockShared(waiting);
  }

  /** Keeps everyone else out; empty while anybody works with the store. */
  public Optional<SharedExclusiveLock> tryLockExclusively() throws IOException {
    return workFolders.tryLockExclusively();
  }

  /** The artifact of a key, each of its files checked; what is there, the shared store gets too. */
  public Lookup lookup(Digest key) throws IOException {
    Lookup here = lookupHere(key);
    if (shared.isPresent() && here instanceof Lookup.Hit hit) {
      shared.get().push(hit.record(), objects, records);
    }
    return here;
  }

  /** The same, from the shared store where need be; for whoever holds the key's lock. */
  public Lookup fetch(Digest key) throws IOException {
    Lookup here = lookupHere(key);
    if (shared.isEmpty() || here instanceof Lookup.Hit) {
      return here;
    }
    return shared.get().pull(key, objects, records) ? lookupHere(key) : here;
  }

  /** The same without moving anything: what another machine has counts, if nobody checked it. */
  public Lookup peek(Digest key) throws IOException {
    Lookup here = lookupHere(key);
    if (here instanceof Lookup.Hit || shared.isEmpty()) {
      return here;
    }
    return shared.get().peek(key, records).<Lookup>map(Lookup.Hit::new).orElse(here);
  }

  private Lookup lookupHere(Digest key) {
    StoredRecord stored = records.storedRecord(key);
    if (stored instanceof StoredRecord.Unreadable unreadable) {
      return new Lookup.Damaged(unreadable.what());
    }
    if (!(stored instanceof StoredRecord.Found known)) {
      return new Lookup.Absent();
    }
    for (StoredObject object : known.record().artifact().files().values()) {
      Optional<String> problem = objects.problem(object.digest());
      if (problem.isPresent()) {
        return new Lookup.Damaged(problem.get());
      }
    }
    return new Lookup.Hit(known.record());
  }

  /** What stands under a key, its artifact unchecked. */
  public StoredRecord storedRecord(Digest key) {
    return records.storedRecord(key);
  }

  /** The digest of a file outside the store, remembered while the file does not change. */
  public Digest digest(Path file) throws IOException {
    return memo.digestOutside(file);
  }

  /** What is wrong with a content, whatever was remembered of it; empty where it is whole. */
  public Optional<String> problemAfterReading(Digest content) {
    return objects.problemAfterReading(content);
  }

  /** Where a content is. */
  public Path object(Digest digest) {
    return objects.path(digest);
  }

  /** A stored text; empty where it is not there or not whole. */
  public Optional<String> text(Digest digest) {
    try {
      byte[] content = Files.readAllBytes(objects.path(digest));
      return Digest.of(content).equals(digest)
          ? Optional.of(new String(content, StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Waits until no other thread or process works on the key.
   *
   * @param waiting called once if one does
   */
  public SharedExclusiveLock lock(Digest key, Runnable waiting)
      throws IOException, InterruptedException {
    return workFolders.lock(key, waiting);
  }

  /** What the tries of a key leave for the next one is in this folder. */
  public Path checkpoints(Digest key) {
    return workFolders.checkpoints(key);
  }

  /**
   * A new folder to work in, for whoever holds the key's lock; what a killed process left goes.
   *
   * @param anew whether to forget what an earlier try could be continued from
   */
  public Scratch scratch(Digest key, boolean anew) throws IOException {
    return workFolders.scratch(key, anew);
  }

  /**
   * Where the next try of a key goes on from, in the words of its stage; empty at the beginning.
   */
  public Optional<String> resumption(Digest key) {
    return workFolders.resumption(key);
  }

  /**
   * Makes sure that the listings of a key's code and files are there, without which its stage can
   * be reused but not explained.
   *
   * @param texts of the listings that the preimage has the digests of
   */
  public void ensureListings(Preimage preimage, Function<Digest, Optional<String>> texts)
      throws IOException {
    SyncBatch batch = disk.batch();
    for (Digest listing : preimage.listings()) {
      if (objects.problem(listing).isPresent()) {
        putListing(listing, texts, batch);
      }
    }
    batch.sync();
  }

  private void putListing(Digest listing, Function<Digest, Optional<String>> texts, SyncBatch batch)
      throws IOException {
    String text = texts.apply(listing).orElseThrow();
    if (!objects.put(text.getBytes(StandardCharsets.UTF_8), batch).equals(listing)) {
      throw new IllegalArgumentException("the text of another listing");
    }
  }

  /**
   * Moves what was made into the store, and then, as the last step, makes it known.
   *
   * @param texts of the listings that the preimage has the digests of
   * @param files what workers say they have written in the scratch folder; nothing else counts
   */
  public KeyRecord publish(
      Preimage preimage,
      Function<Digest, Optional<String>> texts,
      Scratch scratch,
      List<WrittenFile> files,
      double seconds)
      throws IOException {
    SyncBatch batch = disk.batch();
    for (Digest listing : preimage.listings()) {
      putListing(listing, texts, batch);
    }
    Delivery delivery = new Delivery(files);
    Version version =
        new Version(delivery.moveInto(objects, batch), seconds, delivery.machineFacts());
    batch.sync(); // before the record that names them
    KeyRecord record = recordWith(preimage, version);
    records.write(record);
    disk.deleteTree(scratch.checkpoints());
    if (shared.isPresent()) {
      shared.get().push(record, objects, records);
    }
    return record;
  }

  private KeyRecord recordWith(Preimage preimage, Version version) {
    return records.storedRecord(preimage.key()) instanceof StoredRecord.Found known
        ? known.record().with(version)
        : new KeyRecord(preimage, List.of(version));
  }

  WorkFolders workFolders() {
    return workFolders;
  }

  /** By which its files are changed. */
  public Disk disk() {
    return disk;
  }

  ObjectFolder objects() {
    return objects;
  }

  KeyRecords records() {
    return records;
  }

  FileMemo memo() {
    return memo;
  }

  /** Keeps what was learnt about unchanged files, which only saves time. */
  @Override
  public void close() {
    try {
      memo.save();
    } catch (IOException e) {
      LOG.info("could not write the memo", e);
    }
  }
}
