package io.reprise.stages.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.record.Epoch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {

  private static final int DIGEST_LENGTH = 64;
  private static final Digest TRAINING = Digest.of("a training");

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    new Checkpoint(
            TRAINING,
            List.of(new Epoch(1, 0.1, 2.5, null, 0.5, 0.75), new Epoch(2, 0.1, 1.5, 0.5, 0.4, 0.8)),
            42,
            new float[] {1, -2.5f},
            new float[] {3},
            new float[0])
        .write(folder + "/");
  }

  @Test
  void everythingIsReadBack() throws IOException {
    Checkpoint checkpoint = read(TRAINING).orElseThrow();
    assertThat(checkpoint.history())
        .containsExactly(
            new Epoch(1, 0.1, 2.5, null, 0.5, 0.75), new Epoch(2, 0.1, 1.5, 0.5, 0.4, 0.8));
    assertThat(checkpoint.iterations()).isEqualTo(42);
    assertThat(checkpoint.parameters()).containsExactly(1, -2.5f);
    assertThat(checkpoint.optimizerState()).containsExactly(3);
    assertThat(checkpoint.bestParameters()).isEmpty();
  }

  @Test
  void oneOfAnotherTrainingIsNotTaken() throws IOException {
    assertThat(read(Digest.of("another"))).isEmpty();
  }

  @Test
  void damagedOrCutOneIsNotTaken() throws IOException {
    Path file = folder.resolve("training.checkpoint");
    byte[] bytes = Files.readAllBytes(file);
    for (int at = 0; at < bytes.length; at += 7) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 1;
      Files.write(file, damaged);
      assertThat(read(TRAINING)).isEmpty();
    }
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    assertThat(read(TRAINING)).isEmpty();
    Files.write(file, new byte[10]);
    assertThat(read(TRAINING)).isEmpty();
  }

  @Test
  void oneOfAnotherFormatIsNotTaken() throws IOException {
    byte[] content = content();
    content[3]++; // the last byte of the format number
    writeWithDigest(content);
    assertThat(read(TRAINING)).isEmpty();
  }

  @Test
  void wholeOneThatCannotBeDecodedIsNotTaken() throws IOException {
    byte[] content = content();
    for (int length = 0; length < content.length; length++) {
      writeWithDigest(Arrays.copyOf(content, length));
      assertThat(read(TRAINING)).isEmpty();
    }
    for (int at = 0; at < content.length; at++) {
      byte[] negative = content.clone();
      negative[at] = (byte) 0xff;
      writeWithDigest(negative);
      assertThatCode(() -> read(TRAINING)).doesNotThrowAnyException();
    }
  }

  @Test
  void withoutOneThereIsNone() throws IOException {
    assertThat(Checkpoint.read(folder.resolve("empty") + "/", TRAINING)).isEmpty();
  }

  private byte[] content() throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve("training.checkpoint"));
    return Arrays.copyOfRange(bytes, DIGEST_LENGTH, bytes.length);
  }

  private void writeWithDigest(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(Digest.of(content).hex().getBytes(StandardCharsets.US_ASCII));
    bytes.write(content);
    Files.write(folder.resolve("training.checkpoint"), bytes.toByteArray());
  }

  private Optional<Checkpoint> read(Digest training) throws IOException {
    return Checkpoint.read(folder + "/", training);
  }
}
