package io.reprise.pipelines.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.digest.Digest;
import io.reprise.stages.spi.WrittenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {

  private static final String LISTING = "the listing of some code";
  private static final Preimage PREIMAGE =
      new Preimage("t", Digest.of(LISTING), Map.of(), Map.of(), Optional.empty(), Map.of());

  @TempDir Path folder;

  private Store store;
  private Scratch scratch;

  @BeforeEach
  void open() throws IOException {
    store = Store.open(folder.resolve("store"));
    scratch = store.scratch(PREIMAGE.key(), false);
  }

  @AfterEach
  void close() throws IOException {
    scratch.close();
    store.close();
  }

  @Test
  void onlyWhatWorkersSayIsPublished() throws IOException {
    write("attempts/dead/out/y/00000.parquet", "half a");
    write("attempts/dead/out/y/00001.parquet", "left behind");
    WrittenFile said = written("attempts/alive/", "out/y/00000.parquet", "whole");
    Artifact artifact = publish(said).artifact();
    assertThat(artifact.files()).containsOnlyKeys("y/00000.parquet");
    assertThat(artifact.outputDigest("y"))
        .isEqualTo(new Artifact(new TreeMap<>(Map.of("00000.parquet", object("whole")))).digest());
    assertThat(store.text(Digest.of("whole"))).contains("whole");
  }

  @Test
  void twoWorkersThatSayOnePathAreAnError() throws IOException {
    WrittenFile one = written("attempts/a/", "out/y/z", "1");
    WrittenFile other = written("attempts/b/", "out/y/z", "2");
    assertThatThrownBy(() -> publish(one, other)).hasMessage("two of its workers have written y/z");
    assertThat(store.object(Digest.of("1"))).doesNotExist();
    assertThat(store.lookup(PREIMAGE.key())).isInstanceOf(Lookup.Absent.class);
  }

  @Test
  void fileThatIsShorterThanWrittenIsNotPublished() throws IOException {
    WrittenFile file = written("attempts/a/", "out/y/z", "12345");
    Files.writeString(Path.of(file.uri()), "123");
    assertThatThrownBy(() -> publish(file)).hasMessage(file.uri() + " has 3 of 5 bytes");
    assertThat(store.lookup(PREIMAGE.key())).isInstanceOf(Lookup.Absent.class);
  }

  @Test
  void factsOfWorkersThatDifferAreAllKept() throws IOException {
    Map<String, ?> machine =
        publish(
                written("attempts/a/", "facts/native.json", "{\"threads\": 1}"),
                written("attempts/b/", "facts/native.json", "{\"threads\": 2}"),
                written("attempts/c/", "facts/native.json", "{\"threads\": 1}"),
                written("attempts/a/", "out/y/z", "1"))
            .latest()
            .machine();
    assertThat(machine)
        .isEqualTo(Map.of("native", Map.of("threads", 1L), "native 2", Map.of("threads", 2L)));
  }

  private static Artifact.StoredObject object(String content) {
    return new Artifact.StoredObject(Digest.of(content), content.length());
  }

  private KeyRecord publish(WrittenFile... files) throws IOException {
    return store.publish(PREIMAGE, text -> Optional.of(LISTING), scratch, List.of(files), 1);
  }

  private WrittenFile written(String attempt, String path, String content) throws IOException {
    Path file = write(attempt + path, content);
    return new WrittenFile(path, file.toString(), Digest.of(content), content.length());
  }

  private Path write(String path, String content) throws IOException {
    Path file = scratch.folder().resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }
}
