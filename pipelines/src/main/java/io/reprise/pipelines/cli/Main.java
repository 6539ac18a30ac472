package io.reprise.pipelines.cli;

import io.reprise.pipelines.run.FullDisk;
import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import java.io.PrintWriter;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code reprise}: reproducible experiment pipelines. */
@Command(
    name = "reprise",
    description = "Runs pipelines of reproducible stages, and compares what came of them.",
    mixinStandardHelpOptions = true,
    version = "reprise 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      StatusCommand.class,
      DiffCommand.class,
      ReproduceCommand.class,
      VerifyCommand.class,
      GcCommand.class,
      RunsCommand.class,
      ShowCommand.class,
      StagesCommand.class,
      GraphCommand.class,
      DataCommand.class,
    },
    footer = {
      "",
      "Exit codes: 0 done; 1 a stage failed; 2 wrong use or wrong pipeline file;",
      "3 different or stale; 4 corrupt store; 130 interrupted."
    })
public final class Main implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs a command and returns its exit code. */
  static int run(String... arguments) {
    Logger root = Logger.getLogger("");
    boolean verbose = List.of(arguments).contains("--verbose");
    root.setLevel(verbose ? Level.INFO : Level.OFF);
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Main::wrongUse)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> failed(failure, command, verbose))
        .execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command? See ./reprise --help");
  }

  private static int wrongUse(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("error: " + e.getMessage() + hint(e, command));
    err.println("./reprise " + help(command) + " shows the way");
    return ExitCodes.WRONG_USE;
  }

  private static String hint(ParameterException e, CommandLine command) {
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().get(0);
      return word.startsWith("-")
          ? Nearest.to(word, command.getCommandSpec().optionsMap().keySet())
              .map(option -> "; did you mean '" + option + "'?")
              .orElse("")
          : Nearest.hint(word, command.getSubcommands().keySet());
    }
    return "";
  }

  private static String help(CommandLine command) {
    String name = command.getCommandName();
    return name.equals("reprise") ? "--help" : name + " --help";
  }

  private static int failed(Exception failure, CommandLine command, boolean verbose)
      throws Exception {
    if (failure instanceof InterruptedException) {
      return ExitCodes.INTERRUPTED; // said by whoever interrupted
    }
    if (verbose) {
      failure.printStackTrace(command.getErr());
    }
    if (failure instanceof ReportedException reported) {
      reported.problems().forEach(problem -> command.getErr().println("error: " + problem));
      return ExitCodes.WRONG_USE;
    }
    if (FullDisk.isCauseOf(failure)) {
      command.getErr().println("error: " + FullDisk.MESSAGE);
      return ExitCodes.STAGE_FAILED;
    }
    command.getErr().println("error: " + failure + (verbose ? "" : " (--verbose shows where)"));
    return ExitCodes.STAGE_FAILED;
  }
}
