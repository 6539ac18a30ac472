package io.reprise.schemas.json;

import io.reprise.schemas.digest.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects whose last entry, {@code seal}, is the SHA-256 of the text before it, so that a
 * single changed bit shows. Any JSON reader reads them.
 */
public final class SealedJson {

  private static final String LAST_ENTRY = ",\n  \"seal\" : \"";
  private static final String END = "\"\n}\n";

  private SealedJson() {}

  /**
   * @param object not empty; must have no entry {@code seal}
   */
  public static String write(Map<String, @Nullable Object> object) {
    String text = Json.write(object);
    String body = text.substring(0, text.length() - "\n}\n".length());
    return body + LAST_ENTRY + Digest.of(body).hex() + END;
  }

  /**
   * The object without its seal.
   *
   * @throws IOException when the file cannot be read, or is not as it was written
   */
  public static Map<String, @Nullable Object> read(Path file) throws IOException {
    return read(Files.readAllBytes(file));
  }

  /** The inverse of {@link #write}, from UTF-8. */
  public static Map<String, @Nullable Object> read(byte[] bytes) throws IOException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int seal = text.lastIndexOf(LAST_ENTRY);
    if (seal < 0
        || !text.substring(seal)
            .equals(LAST_ENTRY + Digest.of(text.substring(0, seal)).hex() + END)) {
      throw new IOException("its seal is broken");
    }
    return Json.readObject(text.substring(0, seal) + "\n}\n");
  }
}
