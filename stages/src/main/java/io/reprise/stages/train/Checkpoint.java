package io.reprise.stages.train;

import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.record.Epoch;
import io.reprise.stages.file.StageFiles;
import io.reprise.stages.network.FloatBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A training after its last finished epoch; all that the next one needs.
 *
 * @param training digest of what is trained on what, so that another training's is not taken
 * @param history of the epochs so far
 * @param iterations steps so far, which Adam counts
 * @param parameters of the network
 * @param optimizerState of the optimizer; empty where it has none
 * @param bestParameters of the best epoch
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes, never compared
record Checkpoint(
    Digest training,
    List<Epoch> history,
    int iterations,
    float[] parameters,
    float[] optimizerState,
    float[] bestParameters) {

  private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);
  private static final String FILE = "training.checkpoint";
  private static final int DIGEST_LENGTH = 64;

  /** To be raised with every change of what is written. */
  private static final int FORMAT = 1;

  /**
   * Writes it in place of the one before.
   *
   * @param folder {@code StageContext.checkpoints()}
   */
  void write(String folder) throws IOException {
    byte[] content = encode();
    StageFiles.writeDurably(
        folder + FILE,
        out -> {
          out.write(Digest.of(content).hex().getBytes(StandardCharsets.US_ASCII));
          out.write(content);
        });
  }

  /**
   * The one to go on from; a damaged one, one of another format or training, is as good as none.
   */
  static Optional<Checkpoint> read(String folder, Digest training) throws IOException {
    String uri = folder + FILE;
    if (!StageFiles.exists(uri)) {
      return Optional.empty();
    }
    byte[] bytes = StageFiles.readBytes(uri);
    if (bytes.length < DIGEST_LENGTH || !intact(bytes)) {
      LOG.warn("{} is damaged: training starts from the first epoch", uri);
      return Optional.empty();
    }
    Checkpoint checkpoint;
    try {
      checkpoint = decode(bytes);
    } catch (IOException | RuntimeException e) {
      // Whole, but not written by this version; the bytes are in memory, so no read has failed.
      LOG.warn("{} cannot be understood: training starts from the first epoch", uri, e);
      return Optional.empty();
    }
    if (!checkpoint.training().equals(training)) {
      LOG.warn("{} is of another training: training starts from the first epoch", uri);
      return Optional.empty();
    }
    return Optional.of(checkpoint);
  }

  private static boolean intact(byte[] bytes) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    String digest = new String(in.readNBytes(DIGEST_LENGTH), StandardCharsets.US_ASCII);
    return Digest.of(in).hex().equals(digest);
  }

  private byte[] encode() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(FORMAT);
      out.writeUTF(training.hex());
      out.writeInt(iterations);
      out.writeInt(history.size());
      for (Epoch epoch : history) {
        writeBytes(out, encode(epoch));
      }
      writeBytes(out, FloatBytes.of(parameters));
      writeBytes(out, FloatBytes.of(optimizerState));
      writeBytes(out, FloatBytes.of(bestParameters));
    }
    return bytes.toByteArray();
  }

  private static Checkpoint decode(byte[] bytes) throws IOException {
    DataInputStream in =
        new DataInputStream(
            new ByteArrayInputStream(bytes, DIGEST_LENGTH, bytes.length - DIGEST_LENGTH));
    int format = in.readInt();
    if (format != FORMAT) {
      throw new IOException(String.format(Locale.ROOT, "format %d instead of %d", format, FORMAT));
    }
    Digest training = new Digest(in.readUTF());
    int iterations = in.readInt();
    int epochs = in.readInt();
    List<Epoch> history = new ArrayList<>();
    for (int i = 0; i < epochs; i++) {
      history.add(decodeEpoch(readBytes(in)));
    }
    return new Checkpoint(
        training,
        history,
        iterations,
        FloatBytes.toFloats(readBytes(in)),
        FloatBytes.toFloats(readBytes(in)),
        FloatBytes.toFloats(readBytes(in)));
  }

  private static byte[] encode(Epoch epoch) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new SpecificDatumWriter<>(Epoch.class).write(epoch, encoder);
    return bytes.toByteArray();
  }

  private static Epoch decodeEpoch(byte[] bytes) throws IOException {
    return new SpecificDatumReader<>(Epoch.class)
        .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
  }

  private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }
}
