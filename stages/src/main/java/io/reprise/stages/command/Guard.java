package io.reprise.stages.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A process that outlives this one by a moment: it ends what programs have left running and removes
 * their folder, also when this process is killed, since then the pipe between the two closes.
 *
 * <p>On Linux it finds the processes by their environment, which names the folder; so those, too,
 * whose parents have ended. Elsewhere {@link ShellProcess} ends the program and its descendants,
 * while there is someone to do so.
 */
final class Guard implements AutoCloseable {

  /** A process that starts another while it is ended needs a second round; one that hangs, none. */
  private static final String SCRIPT =
      """
      trap '' HUP INT QUIT TERM
      folder=$1
      end_processes() {
        for round in 1 2 3 4 5 6 7 8 9; do
          left=$(grep -lszF "=$folder/" /proc/[0-9]*/environ)
          [ -n "$left" ] || return 0
          for process in $left; do
            process=${process#/proc/}
            kill -KILL "${process%/environ}"
          done
        done
      }
      while read -r request; do
        end_processes
        echo ended
      done
      end_processes
      chmod -R u+rwx "$folder"
      rm -rf "$folder"
      """;

  private final Process process;
  private final OutputStream requests;
  private final BufferedReader answers;

  private Guard(Process process) {
    this.process = process;
    this.requests = process.getOutputStream();
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * @param folder that the environment of every program names, with something below it
   */
  static Guard over(Path folder) throws IOException {
    return new Guard(
        new ProcessBuilder("sh", "-c", SCRIPT, "reprise-guard", folder.toString())
            .directory(folder.getRoot().toFile())
            .redirectError(Redirect.DISCARD)
            .start());
  }

  void endProcesses() throws IOException {
    requests.write('\n');
    requests.flush();
    if (answers.readLine() == null) {
      throw new IOException("the process that ends what a command leaves running has died");
    }
  }

  /** Ends the processes and removes the folder; not to be interrupted. */
  @Override
  public void close() throws IOException {
    requests.close();
    process.onExit().join();
    answers.close();
  }
}
