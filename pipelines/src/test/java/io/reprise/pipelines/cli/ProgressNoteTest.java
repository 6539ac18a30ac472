package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressNoteTest {

  @TempDir Path folder;

  @Test
  void knownTotalIsABarWithRateAndTimeToGo() throws IOException {
    ProgressNote note = note("0\t120\timages\t");
    assertThat(note.read(100)).isEqualTo("░░░░░░░░░░░░░░░░░░░░   0 %");
    write("30\t120\timages\tloss 0.5");
    assertThat(note.read(102))
        .isEqualTo("█████░░░░░░░░░░░░░░░  25 %  loss 0.5  15 images/s  6 s to go");
    assertThat(note.read(105)).contains("  15 images/s  3 s to go");
    write("120\t120\timages\tloss 0.5");
    assertThat(note.read(108)).contains(" 100 %  loss 0.5  15 images/s");
  }

  @Test
  void whatAnEarlierTryHasDoneIsNoPartOfTheRate() throws IOException {
    ProgressNote note = note("60000\t120000\timages\t");
    note.read(7);
    write("61000\t120000\timages\tepoch 6 of 10");
    assertThat(note.read(17)).contains("  50 %  epoch 6 of 10  100 images/s  10 min to go");
  }

  @Test
  void twoWorksOfOneStageHaveRatesOfTheirOwn() throws IOException {
    ProgressNote note = note("0\t60000\timages\ttrain");
    note.read(0);
    write("0\t10000\timages\ttest");
    note.read(1);
    write("30000\t60000\timages\ttrain");
    assertThat(note.read(10)).contains("3,000 images/s");
    write("1000\t10000\timages\ttest");
    assertThat(note.read(11)).contains("100 images/s  90 s to go");
  }

  @Test
  void unknownTotalIsTheNoteAlone() throws IOException {
    assertThat(note("30\t0\tlines\tepoch 3 of 5").read(1)).isEqualTo("epoch 3 of 5");
  }

  @Test
  void workersAreAddedUpToTheTotalAtMost() throws IOException {
    write("a", "30\t120\timages\t");
    write("b", "30\t120\timages\t");
    ProgressNote note = new ProgressNote(folder);
    assertThat(note.read(1)).contains("  50 %");
    write("c", "100\t120\timages\t"); // some of it a second time
    assertThat(note.read(2)).contains(" 100 %");
  }

  @Test
  void unknownTotalWithoutANoteIsWhatIsDone() throws IOException {
    write("a", "30000\t0\timages\t");
    write("b", "500\t0\timages\t");
    assertThat(new ProgressNote(folder).read(1)).isEqualTo("30,500 images");
  }

  private ProgressNote note(String progress) throws IOException {
    write(progress);
    return new ProgressNote(folder);
  }

  private void write(String progress) throws IOException {
    write("a", progress);
  }

  private void write(String worker, String progress) throws IOException {
    Files.writeString(folder.resolve(worker + ".txt"), progress);
  }
}
