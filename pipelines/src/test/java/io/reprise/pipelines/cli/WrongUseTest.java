package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes of the hand: one line that says what, where and what to do, and exit code 2. */
class WrongUseTest {

  @TempDir Path outputs;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rn                                  | error: there is no command 'rn'; did you mean 'run'?
          run smple                           | error: there is no pipeline 'smple' in ., and no file of that name; did you mean 'sample'?
          run --onyl train                    | error: Unknown option: '--onyl'; did you mean '--only'?
          run --only trian                    | error: --only trian: there is no such stage; did you mean 'train'?
          run --force trian                   | error: --force trian: there is no such stage; did you mean 'train'?
          run --set train.epocs=3             | error: --set train.epocs=3: unknown parameter 'epocs'; did you mean 'epochs'?
          run --set trian.epochs=3            | error: --set trian.epochs=3: there is no stage 'trian'; did you mean 'train'?
          run --set train.epochs=many         | error: --set train.epochs=many: epochs must be an integer from 1 to 100000, not the text 'many'
          run --jobs 0                        | error: --jobs 0: at least one stage must run at once
          run --runner flnk                   | error: --runner flnk: there are direct, flink, spark; did you mean 'flink'?
          run --runner-option parallelism=2   | error: --runner-option parallelism=2: is of use with --runner flink or spark only
          run --runner flink --runner-option parallelism                | error: --runner-option parallelism: an option looks like flinkMaster=localhost:8081
          run --runner flink --runner-option flinkMastr=localhost:1     | error: --runner-option: Class interface org.apache.beam.sdk.options.PipelineOptions missing a property named 'flinkMastr'. Did you mean 'flinkMaster'?
          run --runner flink --runner-option flinkMaster=localhost:1    | error: no Flink cluster answers at localhost:1, which flinkMaster names; start one, or give the address of its REST interface
          run --runner spark                  | error: Beam's SparkRunner is not on the class path; ./reprise adds it where --runner asks for it
          stages trane                        | error: there is no stage type 'trane'; did you mean 'train'?
          data fetch fashion                  | error: there is no dataset 'fashion' in
          show latest                         | error: there are no runs yet; ./reprise run makes one
          diff                                | error: there are no runs yet; ./reprise run makes one
          """)
  void isOneLineAndExitCodeTwo(String command, String message) {
    Cli.Result result = Cli.run(outputs, command.trim().split(" "));
    assertThat(result.out().lines().findFirst().orElse("")).startsWith(message.trim());
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).doesNotContain("\tat ");
  }

  @Test
  void fileWhereOutputsShouldBeIsOneLine() throws Exception {
    Path file = Files.createFile(outputs.resolve("file"));
    Cli.Result result = Cli.run(file, "status");
    assertThat(result.out())
        .isEqualTo(
            "error: "
                + file
                + ": is a file where a folder should be; move it, or name another by REPRISE_OUTPUTS\n");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void pipelineOfAnotherEncodingIsOneLine() throws Exception {
    Path pipeline = Files.write(outputs.resolve("p.yaml"), new byte[] {'c', (byte) 0xe9, ':'});
    Cli.Result result = Cli.run(outputs, "status", pipeline.toString());
    assertThat(result.out())
        .isEqualTo("error: " + pipeline + ": is not UTF-8 text; save it anew in UTF-8\n");
  }

  @Test
  void datasetThatIsNotThereSaysWhichCommandGetsIt() throws Exception {
    Path pipeline = outputs.resolve("p.yaml");
    Files.writeString(
        pipeline,
        """
        pipeline: p
        stages:
          ingest: { uses: ingest, with: { dataset: mnist } }
        """);
    Cli.Result result = Cli.run(outputs, "run", pipeline.toString());
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .contains("error: ingest: dataset mnist is not here: ")
        .contains("train-images-idx3-ubyte.gz is missing; get it with ./reprise data fetch mnist");
  }
}
