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

/**
 * Writes a page, and its charts as SVG files into a folder beside it: those of {@code report.html}
 * into {@code report.charts}.
 */
public final class PageFiles {

  private static final String SVG = ".svg";

  private final Path page;
  private final Path charts;
  private final Disk disk;

  /**
   * @param page a file with an extension
   */
  public PageFiles(Path page, Disk disk) {
    String name = page.getFileName().toString();
    this.page = page;
    this.charts = page.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".charts");
    this.disk = disk;
  }

  /** Where the page is, or would be. */
  public Path page() {
    return page;
  }

  /** Nobody ever sees half of it. */
  public void writePage(Page content) throws IOException {
    disk.replace(page, HtmlFile.of(content));
  }

  /**
   * One file for each chart that has a number, in place of those of an earlier page.
   *
   * @return their paths
   */
  public List<Path> writeCharts(Page content) throws IOException {
    disk.createFolders(charts);
    List<Path> written = new ArrayList<>();
    List<Block.Chart> shown = content.charts();
    List<Optional<byte[]>> drawn = shown.parallelStream().map(PageFiles::svg).toList();
    for (int i = 0; i < shown.size(); i++) {
      if (drawn.get(i).isPresent()) {
        Path file = charts.resolve(shown.get(i).name() + SVG);
        disk.replace(file, drawn.get(i).get());
        written.add(file);
      }
    }
    for (Path old : Disk.childrenOf(charts)) {
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
}
