package io.reprise.stages.png;

import io.reprise.schemas.problem.ReportedException;
import java.util.List;
import java.util.Locale;

/**
 * Images of one size side by side: below each group's title its images, row by row, each with its
 * caption below, cut to the image's width.
 *
 * @param width of each image, in pixels
 * @param channels 1 where all images are grey, else 3
 * @param columns images in a row at most
 * @param scale pixels a side of each pixel
 * @param captions whether there is place for them
 */
public record Grid(
    int width,
    int height,
    int channels,
    int columns,
    int scale,
    boolean captions,
    List<Group> groups) {

  private static final int MARGIN = 8;
  private static final int GAP = 4;
  private static final int TEXT = 0x222222;
  private static final int TITLE_SCALE = 2;

  /** Images that stand together. */
  public record Group(String title, List<Cell> cells) {

    public Group {
      cells = List.copyOf(cells);
    }
  }

  /**
   * One image.
   *
   * @param pixels unsigned bytes, channel by channel, each row by row, of 1 or 3 channels
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Cell(byte[] pixels, String caption) {}

  public Grid {
    groups = List.copyOf(groups);
    int most = groups.stream().mapToInt(group -> group.cells().size()).max().orElse(1);
    columns = Math.max(1, Math.min(columns, most));
  }

  /**
   * The picture.
   *
   * @throws ReportedException where it would be too large
   */
  public Raster draw() {
    Raster raster = raster();
    int y = MARGIN;
    for (Group group : groups) {
      raster.write(MARGIN, y, group.title(), TITLE_SCALE, TEXT);
      y += titleHeight();
      for (int i = 0; i < group.cells().size(); i++) {
        int left = MARGIN + i % columns * cellWidth();
        draw(raster, group.cells().get(i), left, y + i / columns * cellHeight());
      }
      y += rows(group) * cellHeight() + GAP;
    }
    return raster;
  }

  private Raster raster() {
    long letters = groups.stream().mapToLong(group -> letters(group.title())).max().orElse(0);
    long across =
        2L * MARGIN
            + Math.max((long) columns * cellWidth(), letters * Letters.ADVANCE * TITLE_SCALE);
    long down = 2L * MARGIN;
    for (Group group : groups) {
      down += titleHeight() + (long) rows(group) * cellHeight() + GAP;
    }
    if (Math.max(across, down) > Raster.MOST_SAMPLES
        || across * down > Raster.MOST_SAMPLES / channels) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "the picture would have %,d x %,d pixels; lower scale, or draw fewer images",
              across,
              down));
    }
    return new Raster((int) across, (int) down, channels);
  }

  private static long letters(String title) {
    return title.codePointCount(0, title.length());
  }

  private static int titleHeight() {
    return Letters.HEIGHT * TITLE_SCALE + GAP;
  }

  private int cellWidth() {
    return width * scale + GAP;
  }

  private int cellHeight() {
    return height * scale + GAP + (captions ? Letters.HEIGHT + GAP : 0);
  }

  private int rows(Group group) {
    return (group.cells().size() + columns - 1) / columns;
  }

  private void draw(Raster raster, Cell cell, int x, int y) {
    raster.draw(x, y, cell.pixels(), width, height, scale);
    if (captions) {
      int letters = (int) letters(cell.caption());
      int fitting = Math.min(letters, Letters.fitting(width * scale));
      String text = cell.caption().substring(0, cell.caption().offsetByCodePoints(0, fitting));
      raster.write(x, y + height * scale + GAP / 2, text, 1, TEXT);
    }
  }
}
