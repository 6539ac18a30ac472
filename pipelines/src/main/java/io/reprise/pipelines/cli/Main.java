package io.reprise.pipelines.cli;

import io.reprise.pipelines.cache.DamagedStoreException;
import io.reprise.pipelines.run.FileProblem;
import io.reprise.pipelines.run.FullDisk;
import io.reprise.pipelines.run.Version;
import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.text.PlatformEncoding;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code reprise}: reproducible experiment pipelines. */
@Command(
    name = "reprise",
    addMethodSubcommands = false,
    description = "Runs pipelines of reproducible stages, and compares what came of them.",
    mixinStandardHelpOptions = true,
    version = "reprise " + Version.NUMBER,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 done; 1 a stage failed; 2 wrong use or wrong pipeline file;",
      "3 different or stale; 4 corrupt store; 130 interrupted."
    })
public final class Main implements Runnable {

  private static final Map<String, Class<?>> COMMANDS = commands();

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private Main() {}

  private static Map<String, Class<?>> commands() {
    Map<String, Class<?>> commands = new LinkedHashMap<>();
    commands.put("run", RunCommand.class);
    commands.put("sweep", SweepCommand.class);
    commands.put("status", StatusCommand.class);
    commands.put("diff", DiffCommand.class);
    commands.put("reproduce", ReproduceCommand.class);
    commands.put("verify", VerifyCommand.class);
    commands.put("gc", GcCommand.class);
    commands.put("runs", RunsCommand.class);
    commands.put("experiments", ExperimentsCommand.class);
    commands.put("note", NoteCommand.class);
    commands.put("pin", PinCommand.class);
    commands.put("show", ShowCommand.class);
    commands.put("report", ReportCommand.class);
    commands.put("stages", StagesCommand.class);
    commands.put("graph", GraphCommand.class);
    commands.put("data", DataCommand.class);
    return commands;
  }

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT); // for libraries: our own code names its locales
    try {
      PlatformEncoding.requireUtf8();
    } catch (ReportedException e) {
      System.err.println("error: " + e.getMessage());
      System.exit(ExitCodes.WRONG_USE);
    }
    System.exit(run(arguments));
  }

  /** Runs a command and returns its exit code. */
  static int run(String... arguments) {
    boolean verbose = List.of(arguments).contains("--verbose");
    Logs.set(List.of(arguments));
    int exitCode =
        commandLine(arguments)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(Main::wrongUse)
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> failed(failure, command, verbose))
            .execute(arguments);
    return StandardOutput.isWritten(System.out) ? exitCode : ExitCodes.STAGE_FAILED;
  }

  /** With the command that is asked for; with all of them, which takes longer, for help. */
  private static CommandLine commandLine(String[] arguments) {
    CommandLine line = new CommandLine(new Main());
    Class<?> asked = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
    if (asked == null) {
      COMMANDS.forEach(line::addSubcommand);
    } else {
      line.addSubcommand(arguments[0], asked);
    }
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command? See ./reprise --help");
  }

  private static int wrongUse(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("error: " + what(e, command) + hint(e, command));
    err.println("./reprise " + help(command) + " shows the way");
    return ExitCodes.WRONG_USE;
  }

  private static String what(ParameterException e, CommandLine command) {
    if (e instanceof UnmatchedArgumentException unmatched
        && command.getParent() == null
        && !unmatched.isUnknownOption()) {
      return "there is no command '" + unmatched.getUnmatched().get(0) + "'";
    }
    return String.valueOf(e.getMessage()).replaceFirst("^Error: ", "");
  }

  private static String hint(ParameterException e, CommandLine command) {
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().get(0);
      return word.startsWith("-")
          ? Nearest.hint(word, command.getCommandSpec().optionsMap().keySet(), "")
          : Nearest.hint(word, command.getSubcommands().keySet());
    }
    return "";
  }

  private static String help(CommandLine command) {
    String name = command.getCommandSpec().qualifiedName();
    return name.equals("reprise") ? "--help" : name.replaceFirst("^reprise ", "") + " --help";
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
      return reported instanceof DamagedStoreException ? ExitCodes.CORRUPT : ExitCodes.WRONG_USE;
    }
    if (FullDisk.isCauseOf(failure)) {
      command.getErr().println("error: " + FullDisk.message(failure));
      return ExitCodes.STAGE_FAILED;
    }
    Optional<String> file = FileProblem.message(failure);
    if (file.isPresent()) {
      command.getErr().println("error: " + file.get());
      return ExitCodes.STAGE_FAILED;
    }
    command.getErr().println("error: " + failure + (verbose ? "" : " (--verbose shows where)"));
    return ExitCodes.STAGE_FAILED;
  }
}
