package io.reprise.pipelines.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSystemTypesTest {

  private static final Path MEMORY = Path.of("/dev/shm");

  @TempDir private Path folder;

  @Test
  void listOfMountsIsReadOnceADevice() throws IOException {
    assumeTrue(
        folder.getFileSystem().supportedFileAttributeViews().contains("unix")
            && Files.isDirectory(MEMORY),
        "no device numbers");
    List<Path> read = new ArrayList<>();
    FileSystemTypes types =
        new FileSystemTypes() {
          @Override
          String find(Path path) throws IOException {
            read.add(path);
            return super.find(path);
          }
        };
    String type = types.of(folder);
    assertThat(types.of(Files.createFile(folder.resolve("a")))).isEqualTo(type);
    assertThat(types.of(MEMORY)).isEqualTo("tmpfs");
    assertThat(types.of(MEMORY)).isEqualTo("tmpfs");
    assertThat(types.of(folder)).isEqualTo(type);
    assertThat(read).containsExactly(folder, MEMORY);
  }
}
