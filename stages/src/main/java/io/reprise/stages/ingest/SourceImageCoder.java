package io.reprise.stages.ingest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.beam.sdk.coders.AtomicCoder;

/** How rows travel between workers. */
final class SourceImageCoder extends AtomicCoder<SourceImage> {

  private static final long serialVersionUID = 1L;

  @Override
  public void encode(SourceImage image, OutputStream stream) throws IOException {
    DataOutputStream out = new DataOutputStream(stream);
    out.writeUTF(image.split());
    out.writeLong(image.id());
    out.writeInt(image.label());
    out.writeUTF(image.origin());
    out.writeInt(image.bytes().remaining());
    out.write(
        image.bytes().array(),
        image.bytes().arrayOffset() + image.bytes().position(),
        image.bytes().remaining());
    out.flush();
  }

  @Override
  public SourceImage decode(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    String split = in.readUTF();
    long id = in.readLong();
    int label = in.readInt();
    String origin = in.readUTF();
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new SourceImage(split, id, label, origin, ByteBuffer.wrap(bytes));
  }
}
