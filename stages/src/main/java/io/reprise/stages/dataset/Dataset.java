package io.reprise.stages.dataset;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the catalogue, or a dataset file of somebody's own:
 *
 * <pre>{@code
 * dataset: fashion-mnist            # the file's own name in the catalogue
 * title: Fashion-MNIST
 * licence: MIT                      # optional, as homepage, note and folder are
 * shape: { height: 28, width: 28, channels: 1 }
 * classes: [T-shirt/top, ...]       # in the order of the labels
 * format: idx                       # idx | csv | cifar-binary | image-folders
 * splits:                           # train, and test or not; rows optional; further keys by format:
 *   train: { rows: 60000, images: FILE, labels: FILE }           # idx
 *   train: { rows: 60000, table: FILE }                          # csv, with header and labelColumn
 *   train: { rows: 60000, pixels: FILE, labels: FILE }           # csv, as above at the top level;
 *                                                                # one file for both is a table
 *   train: { rows: 50000, archive: FILE, batches: [PATH, ...] }  # cifar-binary, archive optional
 *   train: { rows: 50000, archive: FILE, folder: PATH }          # image-folders, archive optional
 * delimiter: ";"                    # csv, optional: , ; tab |; else each file shows it
 * resize: true                      # image-folders, optional: images of other sizes are made to fit
 * convert: true                     # image-folders, optional: so are colours, 16 bits, transparency
 * files:                            # optional, and so is each part of it
 *   FILE: { url: "https://...", sha256: ..., bytes: 26421880 }
 * }</pre>
 *
 * @param reference what a user calls it: its name, or the path of its file
 * @param definition what decides which examples come out
 * @param facts the same in the canonical encoder's types, for keys
 * @param files by path below the folder: all that the splits name, and whatever else is listed
 * @param folder where the files are
 */
public record Dataset(
    String reference,
    DatasetDefinition definition,
    Map<String, @Nullable Object> facts,
    String title,
    @Nullable String licence,
    @Nullable String homepage,
    @Nullable String note,
    Map<String, SourceFile> files,
    Path folder) {

  public Dataset {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }

  public String name() {
    return definition.name();
  }

  /** Rows of all splits together; 0 where the file does not say. */
  public long rows() {
    return definition.splits().values().stream()
        .map(Split::rows)
        .filter(Objects::nonNull)
        .mapToLong(Long::longValue)
        .sum();
  }

  /** Where a file is, or will be. */
  public Path path(String file) {
    return folder.resolve(file);
  }

  /** The command, or what else to do, that brings a file here. */
  String remedy(SourceFile file) {
    if (file.url() != null) {
      return "get it with ./reprise data fetch " + reference;
    }
    return "no url is given for it: put it there, or copy it with ./reprise data fetch "
        + reference
        + " --from DIR";
  }

  /** The command that replaces files whose content is wrong. */
  public String remedy() {
    boolean addressed =
        required().stream().map(files::get).allMatch(file -> file != null && file.url() != null);
    return "get it anew with ./reprise data fetch " + reference + (addressed ? "" : " --from DIR");
  }

  /** Whether what a split names so is a real folder of images. */
  boolean isFolder(String file) {
    return definition.splits().values().stream()
        .anyMatch(
            split ->
                split instanceof Split.ImageFolders images
                    && images.archive() == null
                    && images.folder().equals(file));
  }

  List<String> required() {
    return definition.splits().values().stream()
        .flatMap(split -> split.files().stream())
        .distinct()
        .toList();
  }
}
