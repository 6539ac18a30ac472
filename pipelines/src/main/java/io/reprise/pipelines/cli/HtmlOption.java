package io.reprise.pipelines.cli;

import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.page.Page;
import io.reprise.pipelines.report.PageFiles;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
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
    files().writePage(page);
  }

  /**
   * The same, with the page's charts as SVG in a folder beside it.
   *
   * @param warnings what could not be done
   */
  void writeWithCharts(Page page, Consumer<String> warnings) throws IOException {
    ReportCommand.write(files(), page, warnings);
  }

  private PageFiles files() {
    return new PageFiles(file(), new Disk());
  }
}
