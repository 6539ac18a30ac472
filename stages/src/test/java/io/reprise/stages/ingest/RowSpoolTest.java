package io.reprise.stages.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RowSpoolTest {

  @Test
  void rowsComeInTheOrderOfTheirPlaces() throws IOException {
    List<String> rows = new ArrayList<>();
    try (RowSpool spool = new RowSpool(2)) {
      spool.put(70, 3, new byte[] {1, 2});
      spool.put(0, 0, new byte[] {0, 0});
      spool.put(5, 9, new byte[] {-1, 7});
      spool.forEach(
          (place, label, pixels) ->
              rows.add(place + " " + label + " " + pixels[0] + " " + pixels[1]));
    }
    assertThat(rows).containsExactly("0 0 0 0", "5 9 -1 7", "70 3 1 2");
  }

  @Test
  void placeIsTakenOnce() throws IOException {
    try (RowSpool spool = new RowSpool(2)) {
      spool.put(4, 0, new byte[2]);
      assertThatThrownBy(() -> spool.put(4, 1, new byte[2]))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  /** Whatever becomes of the process. */
  @Test
  void nothingIsLeftBehindWhileItIsOpen() throws IOException {
    Set<Path> before = spools();
    try (RowSpool spool = new RowSpool(2)) {
      spool.put(4, 0, new byte[2]);
      assertThat(spools()).isEqualTo(before);
    }
  }

  private static Set<Path> spools() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.toString().contains("reprise-rows-"))
          .collect(Collectors.toSet());
    }
  }
}
