package io.reprise.pipelines.report;

import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.HtmlFile;
import io.reprise.pipelines.page.Page;
import io.reprise.pipelines.plot.SvgFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the report of a run into the run's folder: the page, and its charts as SVG files. */
public final class ReportFiles {

  // A stage's name has no dot, so that none of its folders can be one of these.
  private static final String PAGE = "report.html";
  private static final String CHARTS = "report.charts";
  private static final String SVG = ".svg";

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

  /** The folder of the SVG files. */
  public Path charts() {
    return folder.resolve(CHARTS);
  }

  /** Nobody ever sees half of it. */
  public void writePage(Page page) throws IOException {
    replace(page(), HtmlFile.of(page));
  }

  /**
   * One file for each chart that has a number, in place of those of an earlier report.
   *
   * @return their paths
   */
  public List<Path> writeCharts(Page page) throws IOException {
    disk.createFolders(charts());
    List<Path> written = new ArrayList<>();
    List<Block.Chart> charts = page.charts();
    List<Optional<byte[]>> drawn = charts.parallelStream().map(ReportFiles::svg).toList();
    for (int i = 0; i < charts.size(); i++) {
      if (drawn.get(i).isPresent()) {
        Path file = charts().resolve(charts.get(i).name() + SVG);
        replace(file, drawn.get(i).get());
        written.add(file);
      }
    }
    for (Path old : Disk.childrenOf(charts())) {
      if (old.toString().endsWith(SVG) && !written.contains(old)) {
        disk.delete(old);
      }
    }
    return written;
  }

  private static Optional<byte[]> svg(Block.Chart chart) {
    try {
      return SvgFile.of(chart.title(), chart.plot());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By a draft that no other process writes. */
  private void replace(Path file, byte[] content) throws IOException {
    String draft = "report." + ProcessHandle.current().pid() + ".draft";
    disk.replace(file, content, folder.resolve(draft));
  }
}
