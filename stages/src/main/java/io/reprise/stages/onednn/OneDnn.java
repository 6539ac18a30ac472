package io.reprise.stages.onednn;

import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The native library, loaded when it is first asked for: by {@code NativeRuntime} alone. */
public final class OneDnn {

  private static final Logger LOG = LoggerFactory.getLogger(OneDnn.class);

  private OneDnn() {}

  /** Loaded once a process. */
  private static final class Loaded {

    private static final boolean AVAILABLE = load();

    private static boolean load() {
      try {
        Loader.load(dnnl.class);
        return true;
      } catch (LinkageError e) { // another platform, for which there is no jar
        LOG.info("oneDNN cannot be loaded", e);
        return false;
      }
    }
  }

  /** One is enough. */
  private static final class Processor {
    private static final engine ENGINE = new engine(engine.kind.cpu, 0);
  }

  /** Whether it can be loaded, which it is then. */
  public static boolean isAvailable() {
    return Loaded.AVAILABLE;
  }

  /** Of the library, such as {@code 2.5.2}. */
  public static String version() {
    dnnl_version_t version = dnnl.dnnl_version();
    return version.major() + "." + version.minor() + "." + version.patch();
  }

  /** What code is generated for on this processor, such as {@code avx512_core}. */
  public static String instructionSet() {
    return dnnl.get_effective_cpu_isa().intern().name();
  }

  static engine engine() {
    return Processor.ENGINE;
  }
}
