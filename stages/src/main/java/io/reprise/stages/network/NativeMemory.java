package io.reprise.stages.network;

import org.nd4j.linalg.factory.Nd4j;

/** Native memory that is needed no more, given back to the system. */
public final class NativeMemory {

  private NativeMemory() {}

  /**
   * Frees the workspaces of the calling thread, and gives back what the C library keeps for later
   * ({@link NativeSettings} tells it to keep all, for the sake of speed). To be called at the end
   * of work, after what was allocated is closed.
   */
  public static void release() {
    if (LoadedLibrary.isNd4j()) {
      Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    }
    NativeRuntime.trim();
  }
}
