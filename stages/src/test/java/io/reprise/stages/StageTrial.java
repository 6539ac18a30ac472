package io.reprise.stages;

import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.path.RelativePath;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.yaml.Location;
import io.reprise.schemas.yaml.Yaml;
import io.reprise.schemas.yaml.YamlNode;
import io.reprise.stages.spi.Externals;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.ParameterFields;
import io.reprise.stages.spi.ProjectFolders;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StoredFile;
import io.reprise.stages.spi.WrittenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;

/** Runs one stage on the direct runner, for tests, without the engine. */
public final class StageTrial {

  private final Stage stage;
  private final Path scratch;
  private final Map<String, InputFiles> inputs = new HashMap<>();
  private String settings = "{}";
  private int threads = 2;
  private Path data = Path.of("../data");
  private String key = UUID.randomUUID().toString();

  /**
   * @param scratch a folder of this try alone; the artifact comes below {@code out}
   */
  public StageTrial(Stage stage, Path scratch) {
    this.stage = stage;
    this.scratch = scratch;
  }

  /** Parameters as a pipeline file would write them. */
  public StageTrial with(String yaml) {
    this.settings = yaml;
    return this;
  }

  /** An input from the folder of an output. */
  public StageTrial in(String name, Path folder) throws IOException {
    inputs.put(name, files(folder));
    return this;
  }

  /** What is in the folder of an output. */
  public static InputFiles files(Path folder) throws IOException {
    List<StoredFile> files = new ArrayList<>();
    for (Path file : filesBelow(folder)) {
      files.add(file(RelativePath.of(folder, file), file));
    }
    return new InputFiles(files);
  }

  /** A file as it is now. */
  public static StoredFile file(String name, Path path) {
    return new StoredFile(name, path.toAbsolutePath().toString(), Digest.of(path));
  }

  /** A name in the place of the key, where several tries are to have the same. */
  public StageTrial key(String name) {
    this.key = name;
    return this;
  }

  public StageTrial threads(int count) {
    this.threads = count;
    return this;
  }

  /** The catalogue's folder, where it is not the project's own. */
  public StageTrial data(Path folder) {
    this.data = folder;
    return this;
  }

  /** Runs the stage and returns the artifact's folder, with one folder for each output. */
  public Path run() throws IOException {
    Settings resolved = settings();
    Externals externals =
        stage.externals(resolved, new ProjectFolders(data.toAbsolutePath(), data.toAbsolutePath()));
    Map<String, StoredFile> files = new TreeMap<>();
    externals.files().forEach((name, path) -> files.put(name, file(name, path)));
    Files.createDirectories(scratch.resolve("out"));
    StageContext context =
        new StageContext(
            resolved,
            inputs,
            files,
            externals.facts(),
            scratch.toAbsolutePath() + "/",
            scratch.toAbsolutePath() + "/checkpoints/" + key + "/");
    DirectOptions options = PipelineOptionsFactory.create().as(DirectOptions.class);
    options.setRunner(DirectRunner.class);
    options.setTargetParallelism(stage.usesThreadsOfItsOwn() ? 1 : threads);
    options.setEnforceEncodability(false); // as the engine has it
    options.setEnforceImmutability(false);
    Pipeline beam = Pipeline.create(options);
    stage.expand(beam, context).apply("Collect", ParDo.of(new CollectFn(scratch.toString())));
    try {
      beam.run().waitUntilFinish();
    } catch (Pipeline.PipelineExecutionException e) {
      awaitWorkers();
      throw reported(e);
    }
    return scratch.resolve("out");
  }

  /** Puts what workers say they have written where the stage's paths say. */
  private static final class CollectFn extends DoFn<WrittenFile, Void> {

    private static final long serialVersionUID = 1L;

    private final String scratch;

    private CollectFn(String scratch) {
      this.scratch = scratch;
    }

    @ProcessElement
    public void process(@Element WrittenFile file) throws IOException {
      Path from = Path.of(file.uri());
      Path to = Path.of(scratch).resolve(file.path());
      if (!Digest.of(from).equals(file.digest()) || Files.size(from) != file.bytes()) {
        throw new IllegalStateException(file + " is not as it says");
      }
      Files.createDirectories(to.getParent());
      if (file.path().startsWith(WrittenFile.FACTS)) {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.copy(from, to);
      }
    }
  }

  /** The digest of every file of an artifact, by its path. */
  public static SortedMap<String, String> digests(Path artifact) throws IOException {
    SortedMap<String, String> digests = new TreeMap<>();
    for (Path file : filesBelow(artifact)) {
      digests.put(artifact.relativize(file).toString(), Digest.of(file).hex());
    }
    return digests;
  }

  /** The resolved parameters; what is wrong with them is thrown as one exception. */
  public Settings settings() {
    List<String> problems = new ArrayList<>();
    YamlNode node = Yaml.parse(settings, new Location("test", 1));
    Settings resolved =
        new Settings(
            ParameterFields.resolve(
                stage.type().parameters(), (YamlNode.Mapping) node, "", problems::add));
    if (problems.isEmpty()) {
      problems.addAll(stage.problems(resolved));
    }
    if (!problems.isEmpty()) {
      throw new ReportedException(problems);
    }
    return resolved;
  }

  /** The runner does not: other workers would write while the test's folder is removed. */
  private static void awaitWorkers() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (System.nanoTime() < end
        && Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.getName().equals("direct-runner-worker"))) {
      Thread.onSpinWait();
    }
  }

  private static RuntimeException reported(Pipeline.PipelineExecutionException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ReportedException reported) {
        return reported;
      }
    }
    return failure;
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
