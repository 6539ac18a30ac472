package org.nd4j.nativeblas;

import io.reprise.stages.network.LoadedLibrary;

/**
 * Stands where Deeplearning4j 1.0.0-M2.1 still looks for a class that was moved to another package.
 * Without it, its layers never find their oneDNN implementations and train several times slower.
 */
public final class Nd4jCpu {

  private Nd4jCpu() {}

  /** Answers the one question that is asked, by reflection. */
  public static final class Environment {

    private static final Environment INSTANCE = new Environment();

    private Environment() {}

    public static Environment getInstance() {
      return INSTANCE;
    }

    /** Asked after ND4J has loaded its native library. */
    public boolean isUseMKLDNN() {
      return LoadedLibrary.isOneDnn();
    }
  }
}
