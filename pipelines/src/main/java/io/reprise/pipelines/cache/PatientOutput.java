package io.reprise.pipelines.cache;

import java.io.IOException;
import java.io.OutputStream;

/** Waits for each piece to be taken only so long. */
final class PatientOutput extends OutputStream {

  private final OutputStream out;
  private final Patience patience;

  PatientOutput(OutputStream out, Patience patience) {
    this.out = out;
    this.patience = patience;
  }

  @Override
  public void write(int value) throws IOException {
    patience.run(() -> out.write(value));
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    patience.run(() -> out.write(buffer, offset, length));
  }

  /** Some object stores take a file only now. */
  @Override
  public void close() throws IOException {
    patience.run(out::close);
  }
}
