package io.reprise.stages.spi;

import io.reprise.schemas.problem.ReportedException;
import java.io.Serializable;
import java.util.List;
import java.util.TreeMap;

/** The files of one input, sorted by name. */
public final class InputFiles implements Serializable {

  private static final long serialVersionUID = 1L;

  private final TreeMap<String, StoredFile> files = new TreeMap<>();

  public InputFiles(List<StoredFile> files) {
    files.forEach(file -> this.files.put(file.name(), file));
  }

  public List<StoredFile> all() {
    return List.copyOf(files.values());
  }

  /** The shards of the table that the input is. */
  public List<StoredFile> tables() {
    return files.values().stream().filter(file -> file.name().endsWith(".parquet")).toList();
  }

  /** The file of this name. */
  public StoredFile file(String name) {
    StoredFile file = files.get(name);
    if (file == null) {
      throw new ReportedException("the input has no file '" + name + "'");
    }
    return file;
  }
}
