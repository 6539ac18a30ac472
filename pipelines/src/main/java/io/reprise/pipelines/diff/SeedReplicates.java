package io.reprise.pipelines.diff;

import io.reprise.pipelines.cache.Difference;
import io.reprise.pipelines.cache.Difference.Part;
import io.reprise.pipelines.cache.Preimage;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.cache.StoredRecord;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.RunManifest.Status;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.schemas.digest.Digest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs that repeat another one with other seeds: of the same pipeline, and different from it in
 * nothing but parameters that are called {@code seed}, and what followed from these.
 */
public final class SeedReplicates {

  /** A parameter of a stage, at any depth. */
  private static final String SEED = "seed";

  /** Their metrics are read one after the other. */
  private static final int MOST = 100;

  private final Store store;

  public SeedReplicates(Store store) {
    this.store = store;
  }

  /**
   * Those among other runs, one of each choice of seeds, and none with the seeds of the run itself;
   * at most 100, the first ones.
   *
   * @param others with their preimages in the same store
   */
  public List<RunManifest> of(RunManifest run, Iterable<RunManifest> others) {
    Map<Map<String, @Nullable Object>, RunManifest> bySeeds = new LinkedHashMap<>();
    bySeeds.put(seeds(run), run);
    for (RunManifest other : others) {
      if (other.status() == Status.DONE
          && other.pipeline().equals(run.pipeline())
          && isReplicate(run, other)) {
        bySeeds.putIfAbsent(seeds(other), other);
      }
    }
    return bySeeds.values().stream().skip(1).limit(MOST).toList();
  }

  private boolean isReplicate(RunManifest run, RunManifest other) {
    if (!names(run).equals(names(other))) {
      return false;
    }
    return run.stages().stream()
        .allMatch(stage -> isReplicate(stage, other.stage(stage.name()).orElseThrow()));
  }

  private static List<String> names(RunManifest run) {
    return run.stages().stream().map(StageEntry::name).toList();
  }

  /** What is quickly seen first. */
  private boolean isReplicate(StageEntry stage, StageEntry other) {
    if (!stage.type().equals(other.type())
        || !stage.inputs().equals(other.inputs())
        || !Objects.equals(withoutSeeds(stage.parameters()), withoutSeeds(other.parameters()))) {
      return false;
    }
    String key = stage.key();
    String otherKey = other.key();
    if (key == null || otherKey == null || key.equals(otherKey)) {
      return Objects.equals(key, otherKey);
    }
    Optional<Preimage> left = preimage(key);
    Optional<Preimage> right = preimage(otherKey);
    return left.isPresent()
        && right.isPresent()
        && Difference.between(left.get(), right.get(), store::text).stream()
            .allMatch(SeedReplicates::isOfSeed);
  }

  /** Other inputs follow from something further up, which is looked at itself. */
  private static boolean isOfSeed(Difference difference) {
    return difference.part() == Part.INPUT
        || difference.part() == Part.PARAMETER && isSeed(difference.name());
  }

  private static boolean isSeed(String path) {
    return path.substring(path.lastIndexOf('.') + 1).equals(SEED);
  }

  private Optional<Preimage> preimage(String key) {
    return store.storedRecord(new Digest(key)) instanceof StoredRecord.Found found
        ? Optional.of(found.record().preimage())
        : Optional.empty();
  }

  private static Map<String, @Nullable Object> seeds(RunManifest run) {
    Map<String, @Nullable Object> seeds = new TreeMap<>();
    run.stages().forEach(stage -> collect(stage.name(), stage.parameters(), seeds));
    return seeds;
  }

  private static void collect(
      String path, @Nullable Object value, Map<String, @Nullable Object> seeds) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, inner) -> collect(path + "." + name, inner, seeds));
    } else if (value instanceof List<?> list) {
      IntStream.range(0, list.size()).forEach(i -> collect(path + "." + i, list.get(i), seeds));
    } else if (isSeed(path)) {
      seeds.put(path, value);
    }
  }

  private static @Nullable Object withoutSeeds(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> rest = new LinkedHashMap<>();
      map.forEach(
          (name, inner) -> {
            if (!SEED.equals(name)) {
              rest.put(name, withoutSeeds(inner));
            }
          });
      return rest;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> rest = new ArrayList<>();
      list.forEach(inner -> rest.add(withoutSeeds(inner)));
      return rest;
    }
    return value;
  }
}
