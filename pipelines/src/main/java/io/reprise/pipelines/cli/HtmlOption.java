package io.reprise.pipelines.cli;

import io.reprise.pipelines.page.HtmlFile;
import io.reprise.pipelines.page.Page;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A page in place of text. */
final class HtmlOption {

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page there instead, one file that works from disk.")
  private @Nullable Path file;

  boolean isGiven() {
    return file != null;
  }

  /**
   * Where the page is to be.
   *
   * @throws ReportedException when it cannot be a page: found out before anything is compared
   */
  Path file() {
    if (file == null) {
      throw new IllegalStateException("no page is asked for");
    }
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".html") && !name.endsWith(".htm")) {
      throw new ReportedException("--html " + file + ": name a file that ends in .html");
    }
    if (Files.isDirectory(file) || !Files.isDirectory(folderOf(file))) {
      throw new ReportedException(
          "--html "
              + file
              + (Files.isDirectory(file) ? ": it is a folder" : ": there is no such folder"));
    }
    return file;
  }

  /** That the page stands in. */
  Path folder() {
    return folderOf(file());
  }

  private static Path folderOf(Path file) {
    return file.toAbsolutePath().normalize().resolveSibling("");
  }

  /** Nobody ever sees half of it. */
  void write(Page page) throws IOException {
    Path target = file();
    // Not a temporary file, which only its owner could read.
    Path draft =
        target.resolveSibling(
            target.getFileName() + "." + ProcessHandle.current().pid() + ".draft");
    try {
      Files.write(draft, HtmlFile.of(page));
      Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
