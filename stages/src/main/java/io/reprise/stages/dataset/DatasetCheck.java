package io.reprise.stages.dataset;

import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.dataset.FileCheck.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares the files that are here with what a dataset's file says of them. */
public final class DatasetCheck {

  private DatasetCheck() {}

  /** By presence and size alone; quick enough for every command. */
  public static List<FileCheck> quick(Dataset dataset) {
    return dataset.files().values().stream().map(file -> check(dataset, file, false)).toList();
  }

  /** By content too, where a SHA-256 is known. */
  public static List<FileCheck> full(Dataset dataset) {
    return dataset.files().values().stream().map(file -> check(dataset, file, true)).toList();
  }

  /** Whether all that the splits need is here, by presence and size. */
  public static boolean present(Dataset dataset) {
    return firstProblem(dataset) == null;
  }

  /**
   * Asks for all that the splits need.
   *
   * @throws ReportedException for the first file that is missing or of another size, saying how to
   *     get it
   */
  public static void requirePresent(Dataset dataset) {
    String problem = firstProblem(dataset);
    if (problem != null) {
      throw new ReportedException("dataset " + dataset.name() + " is not here: " + problem);
    }
  }

  private static @Nullable String firstProblem(Dataset dataset) {
    for (String name : dataset.required()) {
      SourceFile file = Objects.requireNonNull(dataset.files().get(name));
      FileCheck check = check(dataset, file, false);
      if (!check.present()) {
        return check.problem() + "; " + dataset.remedy(file);
      }
    }
    return null;
  }

  static FileCheck check(Dataset dataset, SourceFile file, boolean content) {
    Path path = dataset.path(file.name());
    if (!Files.exists(path)) {
      return new FileCheck(file.name(), State.MISSING, path + " is missing");
    }
    String problem = Files.isDirectory(path) ? "" : mismatch(file, path, content);
    State state = problem.isEmpty() ? State.PRESENT : State.WRONG;
    return new FileCheck(file.name(), state, problem.isEmpty() ? "" : path + " " + problem);
  }

  /** How a file differs from what it should be; empty where it does not. */
  static String mismatch(SourceFile file, Path path, boolean content) {
    try {
      Long bytes = file.bytes();
      long size = Files.size(path);
      if (bytes != null && size != bytes) {
        return String.format(Locale.ROOT, "has %,d bytes where %,d are expected", size, bytes);
      }
      Digest expected = file.sha256();
      if (content && expected != null) {
        Digest got = Digest.of(path);
        return got.equals(expected)
            ? ""
            : "has SHA-256 " + got + " where " + expected + " is expected";
      }
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
