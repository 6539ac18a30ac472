package io.reprise.pipelines.code;

import io.reprise.schemas.digest.Digest;
import java.util.SortedMap;

public record Code(SortedMap<String, String> parts) {
  public String text() {
    StringBuilder b = new StringBuilder();
    parts.forEach((n, d) -> b.append(d).append("  ").append(n).append('\n'));
    return b.toString();
  }

  public Digest digest() {
    return Digest.of(text());
  }
}
