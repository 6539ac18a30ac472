import io.reprise.pipelines.execute.BeamRunner;
import io.reprise.pipelines.execute.LocalRunner;
import io.reprise.pipelines.execute.StageRunner;
import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.yaml.Location;
import io.reprise.schemas.yaml.Yaml;
import io.reprise.schemas.yaml.YamlNode;
import io.reprise.stages.augment.AugmentStage;
import io.reprise.stages.ingest.IngestStage;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.Externals;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.MapReduce;
import io.reprise.stages.spi.MapReduceStage;
import io.reprise.stages.spi.ParameterFields;
import io.reprise.stages.spi.ProjectFolders;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StoredFile;
import io.reprise.stages.spi.WrittenFile;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * FOLDER RUNS: ingest of the dataset {@code FOLDER/data.yaml}, and augment of what comes of it, by runners and by a plain
 * loop over the same functions, in turn, in one warm process; each writes its files and their digests.
 */
public final class RunnerBench {

  private static final int WARM_UP = 3;

  private final Path folder;
  private final Map<String, StageRunner> runners = new LinkedHashMap<>();

  private RunnerBench(Path folder) {
    this.folder = folder;
    runners.put("plain loop", null);
    runners.put("direct, 1 worker", new LocalRunner(1));
    runners.put("direct, 2 workers", new LocalRunner(2));
    runners.put("Beam's direct runner, 1 worker", new BeamRunner(stage -> directOptions(1)));
    runners.put("Beam's direct runner, 2 workers", new BeamRunner(stage -> directOptions(2)));
  }

  /** As LocalRunner has them. */
  private static PipelineOptions directOptions(int workers) {
    DirectOptions options = PipelineOptionsFactory.create().as(DirectOptions.class);
    options.setJobName("bench-" + UUID.randomUUID());
    options.setRunner(DirectRunner.class);
    options.setTargetParallelism(workers);
    options.setBlockOnRun(false);
    options.setEnforceEncodability(false);
    options.setEnforceImmutability(false);
    return options;
  }

  public static void main(String[] arguments) throws Exception {
    RunnerBench bench = new RunnerBench(Path.of(arguments[0]).toRealPath());
    int runs = Integer.parseInt(arguments[1]);
    IngestStage ingest = new IngestStage();
    Settings settings = settings(ingest, "{ dataset: data.yaml, validation: 0.1, seed: 27 }");
    Externals externals = ingest.externals(settings, new ProjectFolders(bench.folder, bench.folder));
    Map<String, StoredFile> files = new TreeMap<>();
    externals.files().forEach((name, path) -> files.put(name, new StoredFile(name, path.toString(), Digest.of(path))));
    StageContext context = bench.context(settings, Map.of(), files, externals.facts(), "ingest");
    bench.measure(ingest, context, runs);

    InputFiles train = bench.kept(plain(ingest, context));
    AugmentStage augment = new AugmentStage();
    Settings recipe = settings(augment, "{ copies: 1, rotation: 10, gaussianNoise: 0.05, seed: 27 }");
    bench.measure(augment, bench.context(recipe, Map.of("examples", train), Map.of(), Map.of(), "augment"), runs);
  }

  private static Settings settings(Stage stage, String yaml) {
    YamlNode node = Yaml.parse(yaml, new Location("bench", 1));
    return new Settings(ParameterFields.resolve(stage.type().parameters(), (YamlNode.Mapping) node, "", problem -> {}));
  }

  private StageContext context(
      Settings settings,
      Map<String, InputFiles> inputs,
      Map<String, StoredFile> files,
      Map<String, Object> facts,
      String name) {
    String scratch = folder + "/" + name + "/";
    return new StageContext(settings, inputs, files, facts, scratch, scratch + "checkpoints/key/");
  }

  /** The output train, and its facts, away from where tries write. */
  private InputFiles kept(List<WrittenFile> files) throws IOException {
    List<StoredFile> kept = new ArrayList<>();
    for (WrittenFile file : files) {
      if (file.path().startsWith("out/train/")) {
        String name = file.path().substring("out/train/".length());
        Path to = folder.resolve("train").resolve(name);
        Files.createDirectories(to.getParent());
        Files.move(Path.of(file.uri()), to);
        kept.add(new StoredFile(name, to.toString(), file.digest()));
      }
    }
    kept.sort(Comparator.comparing(StoredFile::name));
    return new InputFiles(kept);
  }

  private <P extends Serializable, R extends Serializable> void measure(
      MapReduceStage<P, R> stage, StageContext context, int runs) throws Exception {
    Map<String, List<Double>> seconds = new LinkedHashMap<>();
    Map<String, Object> digests = new TreeMap<>();
    for (int run = -WARM_UP; run < runs; run++) {
      for (Map.Entry<String, StageRunner> entry : runners.entrySet()) {
        long start = System.nanoTime();
        List<WrittenFile> files =
            entry.getValue() == null ? plain(stage, context) : entry.getValue().run(stage, context);
        double took = (System.nanoTime() - start) / 1e9;
        Map<String, Digest> each = new TreeMap<>();
        files.forEach(file -> each.put(file.path(), file.digest()));
        if (!digests.computeIfAbsent("all", all -> each).equals(each)) {
          throw new IllegalStateException(entry.getKey() + " has written other bytes");
        }
        deleteTries(context);
        if (run >= 0) {
          seconds.computeIfAbsent(entry.getKey(), name -> new ArrayList<>()).add(took);
        }
      }
    }
    double plain = median(seconds.get("plain loop"));
    seconds.forEach(
        (name, all) ->
            System.out.printf(
                Locale.ROOT,
                "{\"benchmark\": \"runner\", \"stage\": \"%s\", \"by\": \"%s\", \"runs\": %d, \"medianSeconds\": %.3f,"
                    + " \"ratio\": %.2f}%n",
                stage.type().name(), name, runs, median(all), median(all) / plain));
  }

  /** What a runner does, without one: no copies of the work, no threads, no transforms. */
  private static <P extends Serializable, R extends Serializable> List<WrittenFile> plain(
      MapReduceStage<P, R> stage, StageContext context) throws Exception {
    MapReduce<P, R> work = stage.work(context);
    List<WrittenFile> files = new ArrayList<>();
    R all = work.nothing();
    for (P part : work.parts()) {
      Attempt attempt = new Attempt(context);
      all = work.add(all, work.map(part, attempt));
      files.addAll(attempt.files());
    }
    work.close();
    Attempt last = new Attempt(context);
    work.finish(all, last);
    files.addAll(last.files());
    return files;
  }

  private static double median(List<Double> seconds) {
    return seconds.stream().sorted().toList().get(seconds.size() / 2);
  }

  private static void deleteTries(StageContext context) throws IOException {
    Path scratch = Path.of(context.listing()).getParent();
    try (Stream<Path> paths = Files.walk(scratch)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
