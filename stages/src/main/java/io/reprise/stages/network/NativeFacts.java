package io.reprise.stages.network;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.reprise.schemas.json.Json;
import io.reprise.stages.onednn.OneDnn;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What computes on this machine, for the run manifest: it explains other bits and slow runs. */
public final class NativeFacts {

  /** Of machine facts. */
  public static final String TOPIC = "native";

  private static final Logger LOG = LoggerFactory.getLogger(NativeFacts.class);
  private static final ObjectMapper JSON =
      new ObjectMapper(Json.factory()).enable(SerializationFeature.INDENT_OUTPUT);

  private static final String ND4J_POM = "/META-INF/maven/org.nd4j/nd4j-api/pom.properties";

  private NativeFacts() {}

  /** As they are written, each warning also to the log. */
  public static String json(NetworkSpec spec) throws IOException {
    Map<String, Object> facts =
        Backend.isOnOneDnn(spec) ? collectOneDnn(spec.threads()) : collect(spec.threads());
    for (Object warning : (List<?>) facts.getOrDefault("warnings", List.of())) {
      LOG.warn("{}", warning);
    }
    return JSON.writeValueAsString(facts) + "\n";
  }

  private static Map<String, Object> collectOneDnn(int threads) {
    Map<String, Object> facts = reachingBitsOneDnn();
    processors(facts, threads);
    return facts;
  }

  private static Map<String, Object> reachingBitsOneDnn() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("backend", "oneDNN " + OneDnn.version());
    facts.put("instructionSet", OneDnn.instructionSet());
    facts.put("caches", Processor.first().caches());
    return facts;
  }

  private static void processors(Map<String, Object> facts, int threads) {
    facts.put("threads", threads);
    facts.put("processor", Processor.first().model());
    facts.put("processors", Runtime.getRuntime().availableProcessors());
  }

  static Map<String, Object> collect(int threads) throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("nd4j", nd4jVersion());
    facts.putAll(reachingBits());
    processors(facts, threads);
    facts.put(
        "warnings", warnings(Boolean.TRUE.equals(facts.get("oneDnn")), LoadedLibrary.build()));
    return facts;
  }

  /** Those of the machine on which the same training gives other bits. */
  public static Map<String, Object> reachingBits(NetworkSpec spec) {
    return Backend.isOnOneDnn(spec) ? reachingBitsOneDnn() : reachingBits();
  }

  private static Map<String, Object> reachingBits() {
    boolean oneDnn = convolutionsUseOneDnn(); // first, since it loads the library
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("nativeLibrary", LoadedLibrary.build());
    facts.put("instructionSet", instructionSet());
    facts.put("caches", Processor.first().caches());
    facts.put("oneDnn", oneDnn);
    facts.put("openBlasCore", openBlasCore());
    return facts;
  }

  /** Asks a layer, not the settings. */
  private static boolean convolutionsUseOneDnn() {
    NativeRuntime.prepare();
    if (!Nd4j.getEnvironment().helpersAllowed() || !LoadedLibrary.isOneDnn()) {
      return false;
    }
    var declared =
        new org.deeplearning4j.nn.conf.layers.ConvolutionLayer.Builder(1, 1).nIn(1).nOut(1).build();
    NeuralNetConfiguration configuration =
        new NeuralNetConfiguration.Builder().layer(declared).build();
    return new ConvolutionLayer(configuration, DataType.FLOAT).getHelper() != null;
  }

  static List<String> warnings(boolean oneDnn, String build) {
    List<String> warnings = new ArrayList<>();
    if (!oneDnn) {
      String reason =
          LoadedLibrary.isOneDnn(build)
              ? "convolutions do not use it"
              : String.format(Locale.ROOT, "the native library that is loaded is %s", build);
      warnings.add(
          String.format(
              Locale.ROOT,
              "oneDNN is off (%s): training is several times slower than it could be",
              reason));
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
    var flags = Processor.first().flags();
    if (flags.contains("avx512f")) {
      return "AVX-512";
    }
    return flags.contains("avx2") ? "AVX2" : System.getProperty("os.arch", "unknown");
  }

  private static String openBlasCore() {
    return NativeSettings.linuxOnIntel()
        ? NativeSettings.openBlasCore(Processor.first().flags())
        : "as OpenBLAS finds it";
  }
}
