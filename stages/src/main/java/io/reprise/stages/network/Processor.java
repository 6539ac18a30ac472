package io.reprise.stages.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The first processor, as Linux describes it; on other systems hardly anything is known of it. */
final class Processor {

  private static final Path LINUX = Path.of("/");
  private static final Pattern COLON = Pattern.compile("\\s*:\\s*");

  private final Path root;

  private Processor(Path root) {
    this.root = root;
  }

  static Processor first() {
    return new Processor(LINUX);
  }

  /** One that is described below a folder as Linux describes it below {@code /}. */
  static Processor describedBy(Path root) {
    return new Processor(root);
  }

  /** As its maker calls it, such as {@code AMD EPYC 7B13}; {@code unknown} if it is not told. */
  String model() {
    return line("model name").orElse("unknown");
  }

  /** What it can do, such as {@code avx2}; empty if it is not told. */
  Set<String> flags() {
    return line("flags").map(flags -> Set.copyOf(List.of(flags.split(" +")))).orElse(Set.of());
  }

  /** Sizes of those for data, by level, such as {@code L1 32K, L2 512K, L3 32768K}. */
  String caches() {
    TreeMap<String, String> sizes = new TreeMap<>();
    Path folder = root.resolve("sys/devices/system/cpu/cpu0/cache");
    try (DirectoryStream<Path> caches = Files.newDirectoryStream(folder, "index*")) {
      for (Path cache : caches) {
        if (!read(cache.resolve("type")).equals("Instruction")) {
          sizes.put("L" + read(cache.resolve("level")), read(cache.resolve("size")));
        }
      }
    } catch (IOException e) {
      return "unknown";
    }
    List<String> named =
        sizes.entrySet().stream().map(cache -> cache.getKey() + " " + cache.getValue()).toList();
    return named.isEmpty() ? "unknown" : String.join(", ", named);
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.US_ASCII).trim();
  }

  /** What stands behind a name; those of the first processor come first. */
  private Optional<String> line(String name) {
    Path info = root.resolve("proc/cpuinfo");
    if (!Files.isReadable(info)) {
      return Optional.empty();
    }
    try {
      return Files.readAllLines(info, StandardCharsets.UTF_8).stream()
          .map(line -> COLON.split(line.trim(), 2))
          .filter(line -> line.length == 2 && line[0].equals(name))
          .map(line -> line[1])
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
