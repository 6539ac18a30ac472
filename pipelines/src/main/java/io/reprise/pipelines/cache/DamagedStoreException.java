package io.reprise.pipelines.cache;

import io.reprise.schemas.problem.ReportedException;

/** Something that was written is not as it was, and without it nobody knows what to do. */
public final class DamagedStoreException extends ReportedException {

  private static final long serialVersionUID = 1L;

  /**
   * @param problem names the file, and says what to do
   */
  public DamagedStoreException(String problem) {
    super(problem);
  }

  /** Where a folder cannot be listed, nobody knows what is needed and what is not. */
  static void throwIfUnlistable(DigestFolder.Inventory inventory) {
    if (!inventory.unlistable().isEmpty()) {
      throw new DamagedStoreException(
          inventory.unlistable().get(0) + ", so nothing was removed; make it readable");
    }
  }
}
