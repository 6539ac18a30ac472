package io.reprise.stages.network;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the native libraries read once, when they are loaded: C environment variables, the C
 * library's way with memory, and Java system properties. Measured in the project's notes on
 * Deeplearning4j: 12 instead of 64 seconds an epoch of a small convolutional network.
 *
 * <p>Nothing here fails where it does not apply, on another operating system or C library; what
 * could not be set only costs speed.
 */
final class NativeSettings {

  /**
   * What the libraries believe the machine to have; {@link NativeThreads} then says how many are
   * used. Fixed, since libnd4j cuts some of its loops by it.
   */
  static final int BASE_THREADS = 2;

  /**
   * Variables of the user's shell under which the libraries would compute with fewer threads than
   * they have cut their work for, for another processor, or with less precision.
   */
  private static final List<String> REACHING_BITS =
      List.of(
          "OPENBLAS_L2_SIZE",
          "OMP_THREAD_LIMIT",
          "OMP_MAX_ACTIVE_LEVELS",
          "OMP_NESTED",
          "DNNL_MAX_CPU_ISA",
          "ONEDNN_MAX_CPU_ISA",
          "DNNL_CPU_ISA_HINTS",
          "ONEDNN_CPU_ISA_HINTS",
          "DNNL_DEFAULT_FPMATH_MODE",
          "ONEDNN_DEFAULT_FPMATH_MODE");

  private static final int M_TRIM_THRESHOLD = -1;
  private static final int M_MMAP_THRESHOLD = -3;
  private static final int M_ARENA_MAX = -8;
  private static final boolean LINUX =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");

  private static final Logger LOG = LoggerFactory.getLogger(NativeSettings.class);

  private final Set<String> missing = new TreeSet<>();

  /** Sets all that is to be set, once a process. */
  static NativeSettings apply() {
    NativeSettings settings = new NativeSettings();
    settings.properties();
    if (LINUX) {
      settings.environment();
      settings.memory();
    }
    return settings;
  }

  /** What could not be set. */
  List<String> missing() {
    return List.copyOf(missing);
  }

  /** Whether this is Linux on an x86-64 processor, where the oneDNN build of ND4J is used. */
  static boolean linuxOnIntel() {
    return LINUX && System.getProperty("os.arch", "").equals("amd64");
  }

  /** OpenBLAS 0.3.19 does not know newer AMD processors and takes the slowest kernels for them. */
  static String openBlasCore(Set<String> processorFlags) {
    if (processorFlags.containsAll(List.of("avx512f", "avx512bw", "avx512dq", "avx512vl"))) {
      return "SkylakeX";
    }
    return processorFlags.contains("avx2") ? "Haswell" : "Nehalem";
  }

  private void properties() {
    property("org.eclipse.deeplearning4j.helpers.disable", "false");
    property("org.nd4j.log.initialization", "false");
    // Otherwise three times the heap's limit for the whole process, Java's own memory included:
    // with a small heap, JavaCPP would have garbage collected over and over, and fail.
    property("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    if (linuxOnIntel()) {
      property("org.bytedeco.javacpp.platform.extension", "-onednn");
    }
  }

  private static void property(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }

  private void environment() {
    // These reach the bits of a result, so whatever the user's shell says is overruled.
    variable("OMP_NUM_THREADS", Integer.toString(BASE_THREADS));
    variable("OMP_DYNAMIC", "false");
    if (linuxOnIntel()) {
      variable("OPENBLAS_CORETYPE", openBlasCore(Processor.first().flags()));
    }
    REACHING_BITS.forEach(name -> call("unsetenv", 0, name));
    // These reach the speed alone.
    preference("OPENBLAS_THREAD_TIMEOUT", "4");
    preference("GOMP_SPINCOUNT", "1000");
  }

  private void preference(String name, String value) {
    if (System.getenv(name) == null) {
      variable(name, value);
    }
  }

  /** In the C environment, which {@code System.getenv} does not see. */
  private void variable(String name, String value) {
    call("setenv", 0, name, value, 1);
  }

  private void memory() {
    if (System.getenv("MALLOC_ARENA_MAX") == null) {
      call("mallopt", 1, M_ARENA_MAX, 1);
      call("mallopt", 1, M_MMAP_THRESHOLD, 1 << 30);
      call("mallopt", 1, M_TRIM_THRESHOLD, Integer.MAX_VALUE);
    }
  }

  /** glibc alone has it; elsewhere the library does as it likes. */
  void trim() {
    if (LINUX) {
      try {
        NativeLibrary.getInstance("c").getFunction("malloc_trim").invokeInt(new Object[] {0L});
      } catch (UnsatisfiedLinkError e) {
        LOG.debug("the C library has no malloc_trim", e);
      }
    }
  }

  private void call(String function, int success, Object... arguments) {
    try {
      Function called = NativeLibrary.getInstance("c").getFunction(function);
      if (called.invokeInt(arguments) != success) {
        missing.add(function + " " + arguments[0]);
      }
    } catch (LinkageError e) {
      missing.add(function + " " + arguments[0]);
    }
  }
}
