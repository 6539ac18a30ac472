package io.reprise.stages.dataset;

import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.yaml.Yaml;
import io.reprise.schemas.yaml.YamlNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a dataset's whole file. */
final class DatasetYaml {

  private static final List<String> KEYS = new ArrayList<>(DefinitionYaml.KEYS);

  static {
    KEYS.addAll(List.of("title", "licence", "homepage", "note", "folder", "files"));
  }

  private DatasetYaml() {}

  /**
   * @param home the folder that the file's {@code folder} starts from
   * @param folder the folder below home where the file names none
   */
  static Dataset read(Path file, String reference, Path home, String folder) {
    YamlNode root = Yaml.read(file, file.toString());
    Fields top = new Fields(root, "");
    top.allow(KEYS);
    String name = top.text("dataset");
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw top.wrong("dataset", "'" + name + "' is no name: letters, digits, '.', '_', '-'");
    }
    DatasetDefinition definition = DefinitionYaml.parse(top);
    return new Dataset(
        reference,
        definition,
        DefinitionFacts.of(definition),
        top.has("title") ? top.text("title") : name,
        top.optionalText("licence"),
        top.optionalText("homepage"),
        top.optionalText("note"),
        files(top, definition),
        home.resolve(top.has("folder") ? top.file("folder") : folder));
  }

  private static Map<String, SourceFile> files(Fields top, DatasetDefinition definition) {
    Map<String, SourceFile> files = new LinkedHashMap<>();
    if (top.has("files")) {
      Fields listed = top.map("files");
      for (String name : listed.keys()) {
        files.put(listed.inside(name, name), file(name, listed));
      }
    }
    List<String> listed = List.copyOf(files.keySet());
    for (Split split : definition.splits().values()) {
      for (String name : split.files()) {
        if (!listed.isEmpty() && !listed.contains(name)) {
          throw top.wrong(
              "files",
              "'" + name + "' of splits is not listed in files" + Nearest.hint(name, listed));
        }
        files.putIfAbsent(name, SourceFile.unknown(name));
      }
    }
    return files;
  }

  private static SourceFile file(String name, Fields listed) {
    if (!listed.has(name)) {
      return SourceFile.unknown(name);
    }
    Fields file = listed.map(name);
    file.allow(List.of("url", "sha256", "bytes"));
    return new SourceFile(name, url(file), sha256(file), file.optionalCount("bytes"));
  }

  private static @Nullable URI url(Fields file) {
    String url = file.optionalText("url");
    if (url != null && !url.matches("https?://[^\\s\"<>\\\\^`{|}]+")) {
      throw file.wrong("url", "'" + url + "' is no http or https address");
    }
    return url == null ? null : URI.create(url);
  }

  private static @Nullable Digest sha256(Fields file) {
    String hex = file.optionalText("sha256");
    if (hex != null && !hex.matches("[0-9a-f]{64}")) {
      throw file.wrong(
          "sha256", "a SHA-256 is 64 lower-case hexadecimal digits, not '" + hex + "'");
    }
    return hex == null ? null : new Digest(hex);
  }
}
