package io.reprise.pipelines;

import io.reprise.pipelines.plan.StageTypes;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.command.CommandStage;
import io.reprise.stages.file.StageFiles;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.Externals;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.OneWorkerStage;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.ProjectFolders;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.StoredFile;
import io.reprise.stages.spi.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Small stage types that do arithmetic, so that the engine can be tested without learning anything;
 * and {@code command}, whose outputs are a matter of its settings.
 */
public final class TestStages {

  /** How often any of them was executed in this JVM. */
  public static final AtomicInteger EXECUTIONS = new AtomicInteger();

  /** Added to what {@code number} puts out, behind the back of every key. */
  public static final AtomicInteger DRIFT = new AtomicInteger();

  private TestStages() {}

  public static StageTypes types() {
    return new StageTypes(
        List.of(new Constant(), new Sum(), new Half(), new FileText(), new CommandStage()));
  }

  /** The same with another stage for {@code number}. */
  public static StageTypes typesWith(Stage number) {
    return new StageTypes(List.of(number, new Sum(), new Half(), new FileText()));
  }

  private static void write(Attempt attempt, String text) throws java.io.IOException {
    EXECUTIONS.incrementAndGet();
    attempt.writeText("value", "value.txt", text);
  }

  private static long read(InputFiles input) throws java.io.IOException {
    return Long.parseLong(StageFiles.readText(input.file("value.txt")));
  }

  private static final List<StageType.Output> VALUE =
      List.of(StageType.output("value", Content.FILES, "a number"));

  /** Puts out a number; fails for 13. */
  public static final class Constant extends OneWorkerStage {
    @Override
    public StageType type() {
      return new StageType(
          "number",
          "A number.",
          "uses: number",
          List.of(
              Parameter.withDefault("value", ParameterType.integer(0, 1000), 1L, "the number"),
              Parameter.withDefault(
                  "mode", ParameterType.choice("plain", "fancy"), "plain", "no matter")),
          List.of(),
          VALUE);
    }

    @Override
    public List<String> problems(Settings settings) {
      return settings.integer("value") == 666 ? List.of("value 666 is not for us") : List.of();
    }

    @Override
    public Work work(StageContext context) {
      int value = context.settings().integer("value");
      return attempt -> {
        write(attempt, String.valueOf(value + DRIFT.get()));
        if (value == 13) {
          throw new ReportedException("13 brings bad luck");
        }
        if (value == 14) {
          attempt.warn("taste", List.of("14 is a dull number"));
        }
      };
    }
  }

  /** Adds up any number of inputs. */
  public static final class Sum extends OneWorkerStage {
    @Override
    public StageType type() {
      return new StageType(
          "sum",
          "A sum.",
          "uses: sum",
          List.of(),
          List.of(StageType.input(StageType.ANY_NAME, Content.FILES, "numbers")),
          VALUE);
    }

    @Override
    public Work work(StageContext context) {
      return attempt -> {
        long sum = 0;
        for (InputFiles input : context.inputs().values()) {
          sum += read(input);
        }
        write(attempt, String.valueOf(sum));
      };
    }
  }

  /** Halves a number, rounding down: 4 and 5 give the same bytes. */
  public static final class Half extends OneWorkerStage {
    @Override
    public StageType type() {
      return new StageType(
          "half",
          "Half of a number.",
          "uses: half\nin: { value: a.value }",
          List.of(),
          List.of(StageType.input("value", Content.FILES, "a number")),
          VALUE);
    }

    @Override
    public Work work(StageContext context) {
      return attempt -> write(attempt, String.valueOf(read(context.input("value")) / 2));
    }
  }

  /** The number in a file beside the pipeline. */
  public static final class FileText extends OneWorkerStage {
    @Override
    public StageType type() {
      return new StageType(
          "file",
          "A number from a file.",
          "uses: file\nwith: { path: number.txt }",
          List.of(Parameter.required("path", ParameterType.text(), "the file")),
          List.of(),
          VALUE);
    }

    @Override
    public Externals externals(Settings settings, ProjectFolders surroundings) {
      Path file = surroundings.pipelineFolder().resolve(settings.text("path"));
      if (!file.toFile().exists()) {
        throw new ReportedException(settings.text("path") + " is not here");
      }
      return new Externals(Map.of(settings.text("path"), file), Map.of());
    }

    @Override
    public Work work(StageContext context) {
      StoredFile file = context.externalFile(context.settings().text("path"));
      return attempt -> write(attempt, StageFiles.readText(file).strip());
    }
  }

  /** Declared like {@code file}; reads what is there only while it reads. */
  public static final class FileOfTheMoment extends OneWorkerStage {

    private static final FileText DECLARED = new FileText();

    @Override
    public StageType type() {
      return DECLARED.type();
    }

    @Override
    public Externals externals(Settings settings, ProjectFolders surroundings) {
      return DECLARED.externals(settings, surroundings);
    }

    @Override
    public Work work(StageContext context) {
      StoredFile file = context.externalFile("number.txt");
      return attempt -> {
        String before = Files.readString(Path.of(file.uri()));
        Files.writeString(Path.of(file.uri()), "777\n");
        try {
          attempt.writeText("value", "value.txt", StageFiles.readText(file).strip());
        } finally {
          Files.writeString(Path.of(file.uri()), before);
        }
      };
    }
  }
}
