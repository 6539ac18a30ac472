package io.reprise.stages.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that outlives this one by a moment: it ends what programs have left running and removes
 * their folder, also when this process is killed, since then the pipe between the two closes.
 *
 * <p>On Linux it finds the processes by their environment, which names the folder, by their
 * session, and by their current folder; so those, too, whose parents have ended. Elsewhere {@link
 * ShellProcess} ends the program and its descendants, while there is someone to do so.
 */
final class Guard implements AutoCloseable {

  private static final String NAME = "reprise-guard";

  /** A process that starts another while it is ended needs a second round; one that hangs, none. */
  private static final String SCRIPT =
      """
      trap '' HUP INT QUIT TERM
      folder=$1
      session=none
      # /proc/N/stat: pid (name) state parent group session terminal ...
      stat() {
        read -r stat <"$1/stat" && set -- ${stat##*) } && [ "$1" != Z ] && at=$4 terminal=$5
      }
      left() {
        grep -lszF "=$folder/" /proc/[0-9]*/environ
        for process in /proc/[0-9]*; do
          stat "$process" && [ "$at" = "$session" ] && echo "$process/stat"
        done
        # Not the shell of somebody who looks at the folder: that has a terminal.
        for cwd in $(find /proc/[0-9]*/cwd -prune -lname "$folder/*"); do
          stat "${cwd%/cwd}" && [ "$terminal" = 0 ] && echo "$cwd"
        done
      }
      end_processes() {
        for round in 1 2 3 4 5 6 7 8 9; do
          left=$(left)
          [ -n "$left" ] || return 0
          for process in $left; do
            process=${process#/proc/}
            kill -KILL "${process%/*}"
          done
        done
      }
      while read -r request value; do
        case $request in
          watch) session=$value ;;
          end) end_processes; echo ended ;;
        esac
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
        new ProcessBuilder("sh", "-c", SCRIPT, NAME, folder.toString())
            .directory(folder.getRoot().toFile())
            .redirectError(Redirect.DISCARD)
            .start());
  }

  /** Whether one is at work there, of this process or another. */
  static boolean isOver(Path folder) {
    return ProcessHandle.allProcesses()
        .map(process -> List.of(process.info().arguments().orElse(new String[0])))
        .anyMatch(arguments -> arguments.contains(NAME) && arguments.contains(folder.toString()));
  }

  /** Names a session whose processes are to be ended too. */
  void watch(long session) throws IOException {
    request("watch " + session);
  }

  private void request(String line) throws IOException {
    requests.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    requests.flush();
  }

  void endProcesses() throws IOException {
    request("end");
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
