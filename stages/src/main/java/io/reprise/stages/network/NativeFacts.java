package io.reprise.stages.network;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.reprise.stages.file.StageFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.bytedeco.javacpp.Loader;
import org.deeplearning4j.nn.layers.mkldnn.BaseMKLDNNHelper;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What computes on this machine, for the run manifest: it explains other bits and slow runs. */
public final class NativeFacts {

  private static final Logger LOG = LoggerFactory.getLogger(NativeFacts.class);
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final String ND4J_POM = "/META-INF/maven/org.nd4j/nd4j-api/pom.properties";

  private NativeFacts() {}

  /**
   * @param uri of the facts' file
   * @param threads of native code
   */
  public static void write(String uri, int threads) throws IOException {
    Map<String, Object> facts = collect(threads);
    for (Object warning : (List<?>) facts.getOrDefault("warnings", List.of())) {
      LOG.warn("{}", warning);
    }
    StageFiles.writeText(uri, JSON.writeValueAsString(facts) + "\n");
  }

  static Map<String, Object> collect(int threads) throws IOException {
    NativeRuntime.prepare();
    boolean helpers = Nd4j.getEnvironment().helpersAllowed() && BaseMKLDNNHelper.mklDnnEnabled();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("nd4j", nd4jVersion());
    facts.put(
        "nativeLibrary",
        Loader.getPlatform() + System.getProperty("org.bytedeco.javacpp.platform.extension", ""));
    facts.put("instructionSet", instructionSet());
    facts.put("oneDnn", helpers);
    facts.put("openBlasCore", openBlasCore());
    facts.put("threads", threads);
    facts.put("processors", Runtime.getRuntime().availableProcessors());
    facts.put("warnings", warnings(helpers));
    return facts;
  }

  private static List<String> warnings(boolean helpers) {
    List<String> warnings = new ArrayList<>();
    if (!helpers) {
      warnings.add("oneDNN is off: training is several times slower than it could be");
    }
    if (!NativeRuntime.missing().isEmpty()) {
      warnings.add(
          "could not be set, which costs speed: " + String.join(", ", NativeRuntime.missing()));
    }
    return warnings;
  }

  private static String nd4jVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Nd4j.class.getResourceAsStream(ND4J_POM)) {
      if (in != null) {
        properties.load(in);
      }
    }
    return properties.getProperty("version", "unknown");
  }

  private static String instructionSet() {
    var flags = NativeSettings.processorFlags();
    if (flags.contains("avx512f")) {
      return "AVX-512";
    }
    return flags.contains("avx2") ? "AVX2" : System.getProperty("os.arch", "unknown");
  }

  private static String openBlasCore() {
    return NativeSettings.linuxOnIntel()
        ? NativeSettings.openBlasCore(NativeSettings.processorFlags())
        : "as OpenBLAS finds it";
  }
}
