package io.reprise.pipelines.manifest;

import io.reprise.pipelines.cache.Disk;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * {@code notes.json} in a run's folder, beside the manifest, which never changes once it is done.
 */
final class RunNotesFile {

  private static final String NAME = "notes.json";

  private final Path file;

  RunNotesFile(Path folder) {
    this.file = folder.resolve(NAME);
  }

  /**
   * @throws ReportedException when it is there and cannot be read
   */
  RunNotes read() {
    try {
      return RunNotes.fromMap(Json.readObject(file));
    } catch (NoSuchFileException e) {
      return RunNotes.NONE;
    } catch (ReportedException e) {
      throw new ReportedException(file + ": " + e.getMessage() + "; mend or delete it", e);
    } catch (IOException | IllegalArgumentException | ClassCastException e) {
      throw new ReportedException(
          file + " is not what ./reprise note writes: mend or delete it (" + firstLine(e) + ")", e);
    }
  }

  /** Of a message of Jackson's the second says where, which the first does too. */
  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** By one rename, so that nobody sees half of it. */
  void write(RunNotes notes, Disk disk) throws IOException {
    if (notes.isEmpty()) {
      disk.delete(file);
      return;
    }
    byte[] text = Json.write(notes.toMap()).getBytes(StandardCharsets.UTF_8);
    disk.replace(file, text);
  }
}
