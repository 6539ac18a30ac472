package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A project of its own, with one pipeline of quick shell stages named {@code p}. */
record CommandProject(Path home) {

  /** The number of a file and a parameter; and its half, which 4 and 5 have in common. */
  static final String CHAIN =
      """
      number:
        uses: command
        with:
          run: echo $(( $(cat number.txt) + add )) >out/n/n.txt
          files: [number.txt]
          parameters: { add: 1 }
          outputs: { n: files }
      half:
        uses: command
        in: { n: number.n }
        with:
          run: echo $(( $(cat in/n/n.txt) / 2 )) >out/h/h.txt
          outputs: { h: files }
      """;

  /** Other bytes each time, for one key. */
  static final String DRIFT =
      """
      drift:
        uses: command
        with: { run: cat /proc/sys/kernel/random/uuid >out/x/y, outputs: { x: files } }
      """;

  static final String ADD = "number.parameters.add=";

  static CommandProject with(Path home, String stages) throws IOException {
    CommandProject project = new CommandProject(home);
    Files.createDirectories(project.pipelines());
    project.write("number.txt", "3\n");
    project.pipeline(stages);
    return project;
  }

  void pipeline(String stages) throws IOException {
    write("p.yaml", "pipeline: p\nstages:\n" + stages.indent(2));
  }

  /** Beside the pipeline. */
  void write(String file, String text) throws IOException {
    Files.writeString(pipelines().resolve(file), text);
  }

  Path pipelines() {
    return home.resolve("pipelines");
  }

  Path outputs() {
    return home.resolve("outputs");
  }

  Path object(String sha256) {
    return outputs()
        .resolve("store/objects")
        .resolve(sha256.substring(0, 2) + "/" + sha256.substring(2));
  }

  RunFolders runs() {
    return new RunFolders(outputs().resolve("runs"));
  }

  RunManifest latest() throws IOException {
    return runs().find("latest");
  }

  Store openStore() throws IOException {
    return Store.open(outputs().resolve("store"));
  }

  Cli.Result cli(String... arguments) {
    return Cli.runIn(home, outputs(), arguments);
  }

  /** Runs the pipeline, which must succeed; with nothing to do, the run that stands for it. */
  RunManifest run(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("run", "p", "--json"));
    arguments.addAll(List.of(options));
    Cli.Result result = cli(arguments.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.out()).isZero();
    return RunManifest.fromMap(Json.readObject(result.out()));
  }

  /** What a command prints as JSON. */
  Map<String, @Nullable Object> json(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    return Json.readObject(cli(all.toArray(String[]::new)).out());
  }

  static Map<String, String> outcomes(RunManifest run) {
    Map<String, String> outcomes = new LinkedHashMap<>();
    run.stages().forEach(stage -> outcomes.put(stage.name(), stage.outcome()));
    return outcomes;
  }

  static StageEntry stage(RunManifest run, String name) {
    return run.stage(name).orElseThrow();
  }

  /** Changes one bit. */
  static void flip(Path file) throws IOException {
    boolean writable = Files.isWritable(file) && file.toFile().canWrite();
    byte[] bytes = Files.readAllBytes(file);
    bytes[0] ^= 1;
    assertThat(file.toFile().setWritable(true)).isTrue();
    Files.write(file, bytes);
    assertThat(writable || file.toFile().setReadOnly()).isTrue();
  }
}
