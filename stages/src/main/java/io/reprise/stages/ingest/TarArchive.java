package io.reprise.stages.ingest;

import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Goes through the files of a tar archive, packed or not, in the archive's order. */
final class TarArchive {

  private static final int BUFFER_BYTES = 1 << 16;

  private TarArchive() {}

  /** Takes one file of an archive. */
  @FunctionalInterface
  interface Visitor {
    /**
     * @param path without a leading {@code ./}
     * @param content need not be read
     */
    void visit(String path, long size, InputStream content) throws IOException;
  }

  static void forEachFile(SplitSource source, String archive, Visitor visitor) throws IOException {
    Set<String> seen = new HashSet<>();
    try (SourceStream in = source.open(archive);
        TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
      for (TarArchiveEntry entry = next(tar, archive); entry != null; entry = next(tar, archive)) {
        if (entry.isFile()) {
          String path = path(entry);
          requireWholeHeader(entry, archive);
          visit(visitor, archive, path, entry.getRealSize(), content(tar, archive, entry, seen));
        }
      }
      requireOnlyZeros(in, archive); // up to the checksum of gzip, which comes last
    }
  }

  private static void requireWholeHeader(TarArchiveEntry entry, String archive) {
    if (!entry.isCheckSumOK()) {
      throw SourceStream.wrong(
          archive, "the header of %s is damaged; get the file again", path(entry));
    }
  }

  /** As tar fills its last block with; a second archive behind would be passed over in silence. */
  private static void requireOnlyZeros(InputStream in, String archive) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      for (int i = 0; i < count; i++) {
        if (buffer[i] != 0) {
          throw SourceStream.wrong(
              archive, "goes on behind the archive's end; are these two archives in one file?");
        }
      }
    }
  }

  private static String path(TarArchiveEntry entry) {
    return entry.getName().startsWith("./") ? entry.getName().substring(2) : entry.getName();
  }

  /** One that cannot be taken for the file's fails when it is read: files that nobody reads may. */
  private static InputStream content(
      InputStream tar, String archive, TarArchiveEntry entry, Set<String> seen) {
    String path = path(entry);
    if (!seen.add(path)) {
      return failing(archive + ": has two files " + path + "; pack it anew");
    }
    if (entry.isLink() || entry.isSymbolicLink()) {
      return failing(
          archive
              + ", "
              + path
              + ": is a link to "
              + entry.getLinkName()
              + ", which is not followed; pack it with --dereference --hard-dereference");
    }
    return tar;
  }

  private static InputStream failing(String problem) {
    return new InputStream() {
      @Override
      public int read() {
        throw new ReportedException(problem);
      }
    };
  }

  private static void visit(
      Visitor visitor, String archive, String path, long size, InputStream content)
      throws IOException {
    try {
      visitor.visit(path, size, content);
    } catch (FileSystemException e) {
      throw e; // of what the visitor writes
    } catch (IOException e) {
      throw new ReportedException(
          archive + ", " + path + ": cannot be read (" + e.getMessage() + "); get the file again",
          e);
    }
  }

  @SuppressWarnings("NullAway") // null after the last entry
  private static TarArchiveEntry next(TarArchiveInputStream tar, String archive) {
    try {
      return tar.getNextEntry();
    } catch (IOException e) {
      throw new ReportedException(
          archive + ": is no whole tar archive (" + e.getMessage() + "); get the file again", e);
    }
  }
}
