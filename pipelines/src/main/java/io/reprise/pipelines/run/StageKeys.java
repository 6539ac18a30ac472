package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.cache.FileListing;
import io.reprise.pipelines.cache.Preimage;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.code.StageCode;
import io.reprise.pipelines.plan.Plan.PlannedStage;
import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.Externals;
import io.reprise.stages.spi.ProjectFolders;
import io.reprise.stages.spi.StoredFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Works out what a stage's key is made of, once its inputs are known. */
final class StageKeys {

  private final Store store;
  private final ProjectFolders surroundings;
  private final StageCode code;

  StageKeys(Store store, ProjectFolders surroundings, StageCode code) {
    this.store = store;
    this.surroundings = surroundings;
    this.code = code;
  }

  /**
   * @param preimage whose digest is the key
   * @param externals as they were when the key was computed
   * @param listing of the files outside, as the preimage has its digest
   * @param code the text of the listing of the code, as the preimage has its digest
   */
  record Keyed(Preimage preimage, Externals externals, FileListing listing, Supplier<String> code) {

    /** The text of a listing that the preimage has the digest of; empty for any other digest. */
    Optional<String> text(Digest digest) {
      if (digest.equals(preimage.code())) {
        return Optional.of(code.get());
      }
      return preimage.files().filter(digest::equals).map(files -> listing.text());
    }

    /** The files outside, for the stage to read; by name. */
    Map<String, StoredFile> files() {
      Map<String, StoredFile> files = new TreeMap<>();
      listing
          .digests()
          .forEach(
              (name, digest) -> {
                String path =
                    Objects.requireNonNull(externals.files().get(name)).toAbsolutePath().toString();
                files.put(name, new StoredFile(name, path, digest));
              });
      return files;
    }
  }

  /**
   * @param artifacts of the stages that the stage depends on
   */
  Keyed key(PlannedStage stage, Function<String, Artifact> artifacts) throws IOException {
    Externals externals = stage.stage().externals(stage.settings(), surroundings);
    Map<String, @Nullable Object> inputs = new TreeMap<>();
    stage
        .inputs()
        .forEach(
            (name, source) ->
                inputs.put(
                    name, artifacts.apply(source.stage()).outputDigest(source.output()).hex()));
    FileListing files = listing(externals);
    Preimage preimage =
        new Preimage(
            stage.stage().type().name(),
            code.digest(stage.stage()),
            stage.settings().values(),
            inputs,
            files.digests().isEmpty() ? Optional.empty() : Optional.of(files.digest()),
            externals.facts());
    return new Keyed(preimage, externals, files, () -> code.listing(stage.stage()).text());
  }

  /**
   * The digest of each file.
   *
   * @throws ReportedException when one is not what the stage expects
   */
  FileListing listing(Externals externals) throws IOException {
    SortedMap<String, Digest> digests = new TreeMap<>();
    for (Map.Entry<String, Path> file : externals.files().entrySet()) {
      Digest digest = store.digest(file.getValue());
      requireExpected(externals, file.getKey(), digest);
      digests.put(file.getKey(), digest);
    }
    return new FileListing(digests);
  }

  private static void requireExpected(Externals externals, String name, Digest digest) {
    Digest expected = externals.expected().get(name);
    if (expected != null && !expected.equals(digest)) {
      throw new ReportedException(
          externals.files().get(name)
              + " has SHA-256 "
              + digest
              + " where the catalogue says "
              + expected
              + "; "
              + externals.remedy());
    }
  }
}
