package io.reprise.pipelines.report;

import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.page.HtmlFile;
import io.reprise.pipelines.page.Page;
import java.io.IOException;
import java.nio.file.Path;

/** Writes the report of a run into the run's folder. */
public final class ReportFiles {

  // A stage's name has no dot, so that none of its folders can be one of these.
  private static final String PAGE = "report.html";
  private static final String DRAFT = ".draft";

  private final Path folder;
  private final Disk disk;

  /**
   * @param folder of the run
   */
  public ReportFiles(Path folder, Disk disk) {
    this.folder = folder;
    this.disk = disk;
  }

  /** Where the page is, or would be. */
  public Path page() {
    return folder.resolve(PAGE);
  }

  /** Nobody ever sees half of it. */
  public void write(Page page) throws IOException {
    disk.replace(page(), HtmlFile.of(page), folder.resolve(PAGE + DRAFT));
  }
}
