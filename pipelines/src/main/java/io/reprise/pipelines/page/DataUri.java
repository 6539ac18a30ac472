package io.reprise.pipelines.page;

import java.util.Base64;

/** An image within a page. */
public final class DataUri {

  private static final String PNG = "data:image/png;base64,";
  private static final String SVG = "data:image/svg+xml;base64,";

  private DataUri() {}

  public static String png(byte[] bytes) {
    return PNG + Base64.getEncoder().encodeToString(bytes);
  }

  public static String svg(byte[] bytes) {
    return SVG + Base64.getEncoder().encodeToString(bytes);
  }

  static void requireImage(String uri) {
    if (!uri.startsWith(PNG) && !uri.startsWith(SVG)) {
      throw new IllegalArgumentException("no image within the page");
    }
  }
}
