package io.reprise.stages.ingest;

import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Goes through the files of a tar archive, packed or not, in the archive's order. */
final class TarArchive {

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
    try (SourceStream in = source.open(archive);
        TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
      for (TarArchiveEntry entry = next(tar, archive); entry != null; entry = next(tar, archive)) {
        if (entry.isFile()) {
          visit(visitor, archive, entry, tar);
        }
      }
      in.transferTo(OutputStream.nullOutputStream()); // the checksum of gzip comes last
    }
  }

  private static void visit(
      Visitor visitor, String archive, TarArchiveEntry entry, TarArchiveInputStream tar) {
    String path = entry.getName().startsWith("./") ? entry.getName().substring(2) : entry.getName();
    try {
      visitor.visit(path, entry.getSize(), tar);
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
