package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.RunNotes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoteCommandTest {

  @TempDir private Path home;

  private CommandProject project;
  private RunManifest first;
  private RunManifest second;

  @BeforeEach
  void twoRuns() throws IOException {
    project = CommandProject.with(home, CommandProject.CHAIN);
    first = project.run("--name", "baseline", "--tag", "good,old");
    second = project.run("--set", CommandProject.ADD + "7", "--tag", "good");
  }

  @Test
  void nameStandsForTheRunEverywhere() throws IOException {
    assertThat(project.cli("show", "baseline").out())
        .startsWith(first.id() + "  p  done  ")
        .contains("\n  name  baseline\n  tags  good old\n");
    assertThat(project.json("show", "baseline")).containsEntry("name", "baseline");
    assertThat(project.cli("diff", "baseline", "latest").out())
        .startsWith(first.id() + " -> " + second.id());
    assertThat(project.cli("show", "baselin").out()).contains("did you mean 'baseline'?");
    project.cli("note", "latest", "--name", "baseline");
    assertThat(project.cli("show", "baseline"))
        .isEqualTo(
            new Cli.Result(
                2, "error: 'baseline' could be " + second.id() + ", " + first.id() + "\n"));
  }

  @Test
  void namesAndTagsEnterNoKeyAndNothingIsRunForThem() throws IOException {
    RunManifest again =
        project.run("--set", CommandProject.ADD + "7", "--tag", "again", "--name", "seven");

    assertThat(again.id()).isEqualTo(second.id());
    assertThat(project.runs().notes(second.id()).tags()).containsExactly("again", "good");
    assertThat(project.cli("run", "p", "--set", CommandProject.ADD + "7", "--name", "other").out())
        .contains("is called 'seven' already; ./reprise note " + second.id() + " --name NAME");
  }

  /** In the outputs of somebody else, nobody may write. */
  @Test
  void lookingAtNotesWritesNothing() throws IOException {
    RunManifest plain = project.run("--set", CommandProject.ADD + "9");
    assertThat(project.cli("note", plain.id()).out()).contains("nothing is noted");
    assertThat(project.runs().folder(plain.id()).resolve("notes.lock")).doesNotExist();
  }

  /** As two people do, or a script for each of many runs. */
  @Test
  void tagsThatAreGivenAtOnceAllStay() throws Exception {
    ExecutorService people = Executors.newFixedThreadPool(4);
    try {
      List<Future<RunNotes>> given = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        List<String> tag = List.of("t" + i);
        given.add(
            people.submit(
                () ->
                    project
                        .runs()
                        .note(
                            first.id(),
                            notes -> notes.withTags(tag, List.of()),
                            id -> project.openStore().lockShared(() -> {}))));
      }
      for (Future<RunNotes> each : given) {
        assertThat(each.get().tags()).contains("good");
      }
    } finally {
      people.shutdownNow();
    }
    assertThat(project.runs().notes(first.id()).tags()).hasSize(42).contains("good", "t0", "t39");
  }

  @Test
  void runsAreChosenByTag() {
    assertThat(project.cli("runs", "--tag", "old").out().lines())
        .singleElement()
        .asString()
        .startsWith(first.id())
        .endsWith(", name baseline, tags good old");
    assertThat(project.cli("runs", "--tag", "good").out().lines()).hasSize(2);
    assertThat(project.cli("runs", "--tag", "goot").out())
        .isEqualTo("error: no run has the tag 'goot'; did you mean 'good'?\n");
    assertThat(project.cli("runs", "--pipeline", "p", "--csv").out().lines().toList())
        .first()
        .isEqualTo("run,name,ended,tags," + CommandProject.ADD.replace("=", ""));
    project.cli("note", "latest", "--untag", "good");
    assertThat(project.cli("runs", "--tag", "good").out().lines()).hasSize(1);
    assertThat(project.cli("note", "latest", "--untag", "good").exitCode()).isEqualTo(2);
  }

  @Test
  void hostileTextDoesNotReachTheTerminal() {
    String hostile = "\u001b[2J\u202ered\u0007\nsecond line";
    assertThat(project.cli("note", "latest", hostile).out())
        .isEqualTo(second.id() + "\n  tags  good\n  note   red \n  note  second line\n");
    assertThat(project.cli("runs").out()).doesNotContain("\u001b", "\u202e");
    assertThat(project.cli("note", "latest", "").out()).doesNotContain("note");
    for (String wrong : List.of("latest", "latest~1", "2026", "a b", "a\u001b", "../x")) {
      assertThat(project.cli("note", "latest", "--name", wrong).exitCode()).isEqualTo(2);
    }
  }

  @Test
  void notesThatAreTornAreAWarningInAList() throws IOException {
    Files.writeString(project.runs().folder(first.id()).resolve("notes.json"), "{");

    assertThat(project.cli("runs").out().lines())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("warning: ") && line.contains("mend or delete it"));
    Cli.Result show = project.cli("show", first.id());
    assertThat(show.exitCode()).isZero();
    assertThat(show.out()).contains("warning: ").doesNotContain("baseline");
    assertThat(project.cli("verify").exitCode()).isZero();
  }
}
