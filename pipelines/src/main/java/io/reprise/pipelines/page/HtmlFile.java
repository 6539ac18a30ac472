package io.reprise.pipelines.page;

import io.reprise.schemas.json.CompactJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * A {@link Page} as one HTML file: the page as JSON, and the scripts that build it by DOM calls.
 *
 * <p>A content security policy lets run just these scripts, by their digests, and load nothing:
 * even what came through unescaped would not be executed.
 */
public final class HtmlFile {

  private static final String CHARTS = "echarts.min.js";

  /** In the order in which they use each other. */
  private static final List<String> SCRIPTS =
      List.of(
          "page.js",
          "blocks.js",
          "table.js",
          "chart.js",
          "plots.js",
          "graph.js",
          "parallel.js",
          "scatter.js",
          "start.js");

  private HtmlFile() {}

  /** In UTF-8. */
  public static byte[] of(Page page) {
    String charts = resource(CHARTS);
    String scripts = scripts();
    return String.join(
            "",
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n",
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';",
            " img-src data: blob:; style-src 'unsafe-inline'; script-src '",
            digest(charts),
            "' '",
            digest(scripts),
            "'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
            "<meta name=\"color-scheme\" content=\"light dark\">\n<title>",
            escaped(page.title()),
            "</title>\n<style>\n",
            resource("page.css"),
            "</style>\n"
                + "</head>\n"
                + "<body>\n"
                + "<noscript>This page is built by its own scripts, which load",
            " nothing: allow them to run.</noscript>\n"
                + "<script type=\"application/json\" id=\"page\">",
            CompactJson.forScript(page.toMap()),
            "</script>\n<script>",
            charts,
            "</script>\n<script>",
            scripts,
            "</script>\n</body>\n</html>\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String scripts() {
    StringBuilder all = new StringBuilder("(function () {\n'use strict';\n");
    SCRIPTS.forEach(name -> all.append(resource(name)));
    return all.append("})();\n").toString();
  }

  private static String digest(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  private static String resource(String name) {
    try (InputStream stream = HtmlFile.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is not in the jar; build Reprise anew");
      }
      // A parser would see other line ends than the digest.
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
