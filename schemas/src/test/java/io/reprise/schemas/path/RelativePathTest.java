package io.reprise.schemas.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RelativePathTest {

  @Test
  void partsAreSeparatedBySlashes() {
    Path folder = Path.of("a");
    assertThat(RelativePath.of(folder, folder.resolve("b").resolve("c"))).isEqualTo("b/c");
  }

  @Test
  void backslashInANameStays() {
    assumeTrue(File.separatorChar == '/', "a backslash separates here");
    assertThat(RelativePath.of(Path.of("a"), Path.of("a/b\\c"))).isEqualTo("b\\c");
  }
}
