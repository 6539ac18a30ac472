package io.reprise.pipelines.run;

/** Of this program; the same stands in the build. */
public final class Version {

  public static final String NUMBER = "0.1.0";

  private Version() {}
}
