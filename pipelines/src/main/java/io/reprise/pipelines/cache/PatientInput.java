package io.reprise.pipelines.cache;

import java.io.IOException;
import java.io.InputStream;

/** Waits for each piece of another stream only so long. */
final class PatientInput extends InputStream {

  private final InputStream in;
  private final Patience patience;

  PatientInput(InputStream in, Patience patience) {
    this.in = in;
    this.patience = patience;
  }

  @Override
  public int read() throws IOException {
    return patience.call(in::read);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return patience.call(() -> in.read(buffer, offset, length));
  }

  @Override
  public void close() throws IOException {
    patience.run(in::close);
  }
}
