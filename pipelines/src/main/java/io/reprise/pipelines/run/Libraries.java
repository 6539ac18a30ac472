package io.reprise.pipelines.run;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The libraries that reach the bytes of artifacts, with the versions that this build has. */
final class Libraries {

  private static final String FILE = "libraries.properties";

  private Libraries() {}

  static Map<String, @Nullable Object> versions() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Objects.requireNonNull(Libraries.class.getResourceAsStream(FILE))) {
      properties.load(in);
    }
    Map<String, @Nullable Object> versions = new TreeMap<>();
    properties.forEach((library, version) -> versions.put((String) library, version));
    return versions;
  }
}
