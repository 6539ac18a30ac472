package io.reprise.pipelines.cache;

import io.reprise.pipelines.cache.Sweep.Dropped;
import io.reprise.schemas.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The key records of a store, told apart: what goes, what is thinned, and what the others name. */
final class MarkedObjects {

  private final Store store;
  private final Map<Digest, Set<Digest>> kept;
  private final List<Dropped> dropped = new ArrayList<>();
  private final List<KeyRecord> thinned = new ArrayList<>();
  private final Set<Digest> contents = new HashSet<>();
  private boolean everything;

  private MarkedObjects(Store store, Map<Digest, Set<Digest>> kept) {
    this.store = store;
    this.kept = kept;
  }

  /**
   * @throws DamagedStoreException when the record of a kept key cannot be read
   */
  static MarkedObjects of(Store store, Map<Digest, Set<Digest>> kept) throws IOException {
    MarkedObjects reached = new MarkedObjects(store, kept);
    DigestFolder.Inventory records = store.records().inventory();
    DamagedStoreException.throwIfUnlistable(records);
    for (Digest key : records.digests()) {
      StoredRecord stored = store.storedRecord(key);
      if (kept.containsKey(key)) {
        reached.keep(key, stored);
      } else {
        reached.dropped.add(
            new Dropped(
                key,
                stored instanceof StoredRecord.Found known
                    ? known.record().preimage().stageType()
                    : ""));
      }
    }
    return reached;
  }

  private void keep(Digest key, StoredRecord stored) throws IOException {
    if (stored instanceof StoredRecord.Found known) {
      KeyRecord thin = thin(known.record(), kept.getOrDefault(key, Set.of()));
      if (!thin.equals(known.record())) {
        thinned.add(thin);
      }
      contents.addAll(thin.contents());
    } else if (stored instanceof StoredRecord.OtherFormat) {
      Optional<Set<Digest>> named =
          OtherFormatRecord.contents(Files.readAllBytes(store.records().file(key)));
      named.ifPresentOrElse(contents::addAll, () -> everything = true);
    } else if (stored instanceof StoredRecord.Unreadable unreadable) {
      throw new DamagedStoreException(
          unreadable.what()
              + "; a run that is kept needs it, so nothing was removed: ./reprise verify says what"
              + " else is damaged, and with --repair drops it");
    }
  }

  /** The latest version stays, since it is what the key stands for. */
  private static KeyRecord thin(KeyRecord record, Set<Digest> artifacts) {
    return new KeyRecord(
        record.preimage(),
        record.versions().stream()
            .filter(
                version ->
                    version == record.latest() || artifacts.contains(version.artifact().digest()))
            .toList());
  }

  List<Dropped> dropped() {
    return dropped;
  }

  /** As they will be. */
  List<KeyRecord> thinned() {
    return thinned;
  }

  /** Whether a record that stays names a content, or may do so for all that is known of it. */
  boolean has(Digest content) {
    return everything || contents.contains(content);
  }
}
