package io.reprise.pipelines.code;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a root registers for {@code ServiceLoader}. */
final class Services {

  private static final String FOLDER = "META-INF/services/";

  /** Only the engine loads these, and a stage does not use the others of its jar. */
  private static final Set<String> OF_THE_ENGINE =
      Set.of("io/reprise/stages/spi/Stage", "io/reprise/stages/network/LayerProvider");

  private Services() {}

  /** Names of providers by the name of their service, with slashes. */
  static SortedMap<String, Set<String>> of(Root root) throws IOException {
    SortedMap<String, Set<String>> services = new TreeMap<>();
    for (String file : root.files().tailSet(FOLDER)) {
      if (!file.startsWith(FOLDER)) {
        break;
      }
      String service = file.substring(FOLDER.length()).replace('.', '/');
      if (!OF_THE_ENGINE.contains(service)) {
        services.put(service, providers(new String(root.read(file), StandardCharsets.UTF_8)));
      }
    }
    return services;
  }

  private static Set<String> providers(String text) {
    Set<String> names = new TreeSet<>();
    text.lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .forEach(line -> names.add(line.replace('.', '/')));
    return names;
  }
}
