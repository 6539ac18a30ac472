package io.reprise.stages.network;

import java.io.File;
import java.util.Map;
import org.bytedeco.javacpp.Loader;

/** Which build of ND4J's native library this process really has loaded. */
public final class LoadedLibrary {

  private static final String NAME = "jnind4jcpu";

  /** Of a process that has not loaded any. */
  static final String NONE = "none";

  private LoadedLibrary() {}

  /** Whether there is any; does not load it. */
  static boolean isNd4j() {
    return !build().equals(NONE);
  }

  /** Whether it brings oneDNN; asked of what is loaded, not of what should be. */
  public static boolean isOneDnn() {
    return isOneDnn(build());
  }

  static boolean isOneDnn(String build) {
    return build.endsWith("-onednn");
  }

  /** Such as {@code linux-x86_64-onednn}; does not load anything. */
  static String build() {
    return build(Loader.getLoadedLibraries());
  }

  /** JavaCPP takes each build out of a folder that is named after its platform and extension. */
  static String build(Map<String, String> loaded) {
    return loaded.entrySet().stream()
        .filter(library -> library.getKey().startsWith(NAME))
        .map(library -> new File(library.getValue()).getParentFile())
        .filter(folder -> folder != null)
        .map(File::getName)
        .findFirst()
        .orElse(NONE);
  }
}
