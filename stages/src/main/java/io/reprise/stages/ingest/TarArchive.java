package io.reprise.stages.ingest;

import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Set;
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
    Set<String> seen = new HashSet<>();
    try (SourceStream in = source.open(archive);
        TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
      for (TarArchiveEntry entry = next(tar, archive); entry != null; entry = next(tar, archive)) {
        if (entry.isFile()) {
          String path = path(entry);
          visit(visitor, archive, path, entry.getSize(), content(tar, archive, entry, seen));
        }
      }
      in.transferTo(OutputStream.nullOutputStream()); // the checksum of gzip comes last
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
      Visitor visitor, String archive, String path, long size, InputStream content) {
    try {
      visitor.visit(path, size, content);
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
