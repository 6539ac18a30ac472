package io.reprise.pipelines.cli;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.cache.Artifact.StoredObject;
import io.reprise.pipelines.cache.FileListing;
import io.reprise.pipelines.cache.KeyRecord;
import io.reprise.pipelines.cache.KeyRecord.Version;
import io.reprise.pipelines.cache.Preimage;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.cache.StoredRecord;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One stage of a run, with its files and what the store knows of its key.
 *
 * @param folder of the stage in the run's folder
 * @param artifact what the run has of it, empty where that is nothing or no longer there
 * @param preimage what the key was made of, empty where the store has dropped it
 * @param listing of the files that it has read from outside the pipeline, empty where the store has
 *     dropped it
 * @param versions what ever came of the key, latest first; empty where the store has dropped it
 */
record ShownStage(
    StageEntry entry,
    Path folder,
    Artifact artifact,
    Optional<Preimage> preimage,
    Optional<FileListing> listing,
    List<Version> versions) {

  private static final int ROWS = 5;
  private static final int LOG_LINES = 10;
  private static final int READ_FILES = 10;
  private static final int READ_FILES_OF_JSON = 100;
  private static final String INDENT = "    ";

  static ShownStage of(StageEntry entry, Store store, Path folder) throws IOException {
    Optional<KeyRecord> record =
        entry.key() != null
                && store.storedRecord(new Digest(entry.key())) instanceof StoredRecord.Found known
            ? Optional.of(known.record())
            : Optional.empty();
    Optional<Preimage> preimage = record.map(KeyRecord::preimage);
    Optional<FileListing> listing =
        preimage.flatMap(all -> FileListing.of(all.files(), store::text));
    List<Version> versions = record.map(KeyRecord::versions).orElse(List.of());
    for (Version version : versions) {
      if (version.artifact().digest().hex().equals(entry.artifact())) {
        return new ShownStage(entry, folder, version.artifact(), preimage, listing, versions);
      }
    }
    return new ShownStage(entry, folder, Artifact.below(folder), preimage, listing, versions);
  }

  /** What the manifest says, and {@code read}, {@code files} and {@code versions}. */
  Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = entry.toMap();
    map.put("read", preimage.map(this::read).orElse(null));
    map.put("files", artifact.files().entrySet().stream().map(ShownStage::file).toList());
    map.put("versions", versions.stream().map(ShownStage::version).toList());
    return map;
  }

  /** Of many files the first; all of them are in the content that {@code listing} names. */
  private Map<String, @Nullable Object> read(Preimage all) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("inputs", hex(all.inputs()));
    map.put("files", listing.map(files -> first(files, READ_FILES_OF_JSON)).orElse(null));
    map.put("fileCount", listing.map(files -> (long) files.digests().size()).orElse(null));
    map.put("listing", all.files().map(Digest::hex).orElse(null));
    return map;
  }

  private static Map<String, String> first(FileListing files, int most) {
    Map<String, String> first = new TreeMap<>();
    files.digests().entrySet().stream()
        .limit(most)
        .forEach(file -> first.put(file.getKey(), file.getValue().hex()));
    return first;
  }

  private static Map<String, String> hex(Map<String, @Nullable Object> digests) {
    Map<String, String> hex = new TreeMap<>();
    digests.forEach((name, digest) -> hex.put(name, String.valueOf(digest)));
    return hex;
  }

  private static Map<String, @Nullable Object> file(Map.Entry<String, StoredObject> file) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("path", file.getKey());
    map.put("sha256", file.getValue().digest().hex());
    map.put("bytes", file.getValue().size());
    return map;
  }

  private static Map<String, @Nullable Object> version(Version version) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("artifact", version.artifact().digest().hex());
    map.put("seconds", version.seconds());
    return map;
  }

  void print(PrintStream out) throws IOException {
    out.println(
        entry.name()
            + " ("
            + entry.type()
            + "), "
            + entry.outcome()
            + (entry.why().isEmpty() ? "" : ": " + String.join("; ", entry.why())));
    out.println("key       " + (entry.key() == null ? "none" : entry.key()));
    out.println("artifact  " + (entry.artifact() == null ? "none" : entry.artifact()));
    if (versions.size() > 1) {
      List<String> digests =
          versions.stream().map(version -> version.artifact().digest().shortHex()).toList();
      out.println("versions  NOT REPRODUCIBLE: " + String.join(", ", digests) + ", latest first");
    }
    RunSummary.warnings(entry).forEach(line -> out.println("warning: " + line));
    out.print(Json.write(entry.parameters()));
    printRead(out);
    printFiles(out);
    printLog(out);
  }

  /** Its inputs, and the first of the files that it has read from outside the pipeline. */
  private void printRead(PrintStream out) {
    Map<String, String> inputs = preimage.map(all -> hex(all.inputs())).orElse(Map.of());
    entry
        .inputs()
        .forEach(
            (name, source) ->
                out.println("input " + name + "  " + source + shortDigest(inputs.get(name))));
    if (preimage.isPresent() && listing.isEmpty()) {
      out.println("reads files whose listing is no longer in the store");
    }
    listing.ifPresent(files -> printRead(files, out));
  }

  private static void printRead(FileListing files, PrintStream out) {
    first(files, READ_FILES)
        .forEach((name, digest) -> out.println("reads " + name + shortDigest(digest)));
    if (files.digests().size() > READ_FILES) {
      out.printf(Locale.ROOT, "reads %,d more files%n", files.digests().size() - READ_FILES);
    }
  }

  private static String shortDigest(@Nullable String hex) {
    return hex == null ? "" : "  " + new Digest(hex).shortHex();
  }

  private void printFiles(PrintStream out) throws IOException {
    SortedMap<String, StoredObject> files = artifact.files();
    int width = Terminal.width(files.keySet());
    for (Map.Entry<String, StoredObject> file : files.entrySet()) {
      out.printf(
          Locale.ROOT,
          "%s  %s  %,d bytes%n",
          Terminal.pad(file.getKey(), width),
          file.getValue().digest().shortHex(),
          file.getValue().size());
      Path path = folder.resolve(file.getKey());
      if (file.getKey().endsWith(".parquet") && Files.exists(path)) {
        FirstRows.of(path, ROWS, Terminal.columns() - INDENT.length())
            .forEach(row -> out.println(INDENT + row));
      }
    }
  }

  /** What a program said last, where the stage noted it. */
  private void printLog(PrintStream out) {
    if (entry.machine().get("log") instanceof Map<?, ?> log
        && log.get("lines") instanceof List<?> lines
        && !lines.isEmpty()) {
      out.println("log, the last lines of " + lines.size() + ":");
      lines
          .subList(Math.max(0, lines.size() - LOG_LINES), lines.size())
          .forEach(line -> out.println("  | " + line));
    }
  }
}
