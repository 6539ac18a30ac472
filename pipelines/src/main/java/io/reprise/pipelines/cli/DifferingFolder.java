package io.reprise.pipelines.cli;

import io.reprise.pipelines.outputs.OutputComparison.DifferingFiles;
import io.reprise.pipelines.outputs.PictureDiff;
import io.reprise.pipelines.outputs.Raster;
import io.reprise.pipelines.tablediff.DifferingRows;
import io.reprise.pipelines.tablediff.RowSink;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Where differences are written: rows to {@code STAGE/OUTPUT.parquet} below a folder, pictures to
 * {@code STAGE/OUTPUT/NAME.difference.png}.
 */
record DifferingFolder(Path folder) implements DifferingFiles {

  DifferingFolder {
    if (isFilled(folder)) {
      throw new ReportedException(
          "--out " + folder + ": it is not empty; name another folder, or remove what is in it");
    }
  }

  /** What an earlier comparison left would be taken for what differs now. */
  private static boolean isFilled(Path folder) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      return files.iterator().hasNext();
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new ReportedException("--out " + folder + ": it cannot be read: " + e, e);
    }
  }

  @Override
  public RowSink.Factory of(String stage, String output) throws IOException {
    Files.createDirectories(folder.resolve(stage));
    return DifferingRows.into(file(stage, output));
  }

  @Override
  public void drop(String stage, String output) throws IOException {
    Files.deleteIfExists(file(stage, output));
  }

  @Override
  public void picture(String stage, String output, PictureDiff picture) throws IOException {
    if (picture.before() != null && picture.after() != null) {
      Path file = folder.resolve(stage).resolve(output).resolve(picture.name() + ".difference.png");
      Files.createDirectories(file.resolveSibling(""));
      Files.write(file, Raster.difference(picture.before().file(), picture.after().file()));
    }
  }

  private Path file(String stage, String output) {
    return folder.resolve(stage).resolve(output + ".parquet");
  }
}
