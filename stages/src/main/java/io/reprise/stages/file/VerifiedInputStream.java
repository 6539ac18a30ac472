package io.reprise.stages.file;

import io.reprise.schemas.digest.Digest;
import io.reprise.stages.spi.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;

/**
 * Computes a file's digest while it is read, and compares it at the end: what a stage has read is
 * what its key says, also when the file was changed and changed back meanwhile. What is left when
 * the stream is closed is read, too.
 */
final class VerifiedInputStream extends SequentialInputStream {

  private final StoredFile file;
  private final Digest digest;
  private final MessageDigest sha256 = Digest.sha256();
  private boolean compared;
  private boolean closed;

  VerifiedInputStream(InputStream in, StoredFile file) {
    this(in, file, file.digest());
  }

  /**
   * @param digest of what is to be read of the file
   */
  VerifiedInputStream(InputStream in, StoredFile file, Digest digest) {
    super(in);
    this.file = file;
    this.digest = digest;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = in.read(bytes, offset, length);
    if (count >= 0) {
      sha256.update(bytes, offset, count);
    } else {
      compare();
    }
    return count;
  }

  private void compare() {
    if (!compared) {
      compared = true;
      if (!Digest.finished(sha256).equals(digest)) {
        throw new ChangedFileException(file);
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      try (InputStream closing = in) {
        if (!compared) {
          transferTo(OutputStream.nullOutputStream());
        }
      }
    }
  }
}
