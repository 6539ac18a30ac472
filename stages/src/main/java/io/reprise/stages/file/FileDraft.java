package io.reprise.stages.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/**
 * A file under another name until it is whole, so that a worker that dies or is repeated never
 * leaves half a file; one that is already there is replaced.
 */
public final class FileDraft implements AutoCloseable {

  private final ResourceId target;
  private final ResourceId draft;
  private final OutputStream out;
  private boolean published;

  /**
   * @param uri of the file
   */
  public FileDraft(String uri) throws IOException {
    this.target = FileSystems.matchNewResource(uri, false);
    this.draft = FileSystems.matchNewResource(uri + ".draft-" + UUID.randomUUID(), false);
    this.out = Channels.newOutputStream(FileSystems.create(draft, MimeTypes.BINARY));
  }

  /** Takes its bytes; not buffered; may be closed before {@link #publish}. */
  public OutputStream out() {
    return out;
  }

  /** Waits until its bytes would outlive a power cut. */
  void sync() throws IOException {
    out.close();
    if (draft.getScheme().equals("file")) { // the others have it when it is closed
      try (FileChannel file = FileChannel.open(Path.of(draft.toString()))) {
        file.force(true);
      }
    }
  }

  /** Moves it to its place. */
  public void publish() throws IOException {
    out.close();
    FileSystems.rename(List.of(draft), List.of(target), StandardMoveOptions.IGNORE_MISSING_FILES);
    published = true;
  }

  /** Deletes it where it was not published. */
  @Override
  public void close() throws IOException {
    if (published) {
      return;
    }
    try {
      out.close();
    } finally {
      FileSystems.delete(List.of(draft), StandardMoveOptions.IGNORE_MISSING_FILES);
    }
  }
}
