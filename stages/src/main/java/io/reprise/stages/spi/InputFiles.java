package io.reprise.stages.spi;

import io.reprise.schemas.problem.ReportedException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The files of one input, sorted by name. */
public final class InputFiles implements Serializable {

  private static final long serialVersionUID = 1L;

  private final ArrayList<StoredFile> files;

  public InputFiles(List<StoredFile> files) {
    this.files = new ArrayList<>(files);
    this.files.sort(Comparator.comparing(StoredFile::name));
  }

  public List<StoredFile> all() {
    return List.copyOf(files);
  }

  /** The shards of the table that the input is. */
  public List<StoredFile> tables() {
    return files.stream().filter(file -> file.name().endsWith(".parquet")).toList();
  }

  /** The file of this name. */
  public StoredFile file(String name) {
    return files.stream()
        .filter(file -> file.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new ReportedException("the input has no file '" + name + "'"));
  }
}
