package io.reprise.schemas.digest;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One byte sequence for each value, whatever the order of a map's entries.
 *
 * <p>Every value starts with a tag for its type, and everything of variable length with that
 * length, so that no two different values encode alike: {@code 1}, {@code 1.0} and {@code "1"}
 * differ, as do {@code ["a", "b"]} and {@code ["ab"]}. Numbers are big-endian, integers of any
 * width eight bytes, text is UTF-8, a map's entries are sorted by the bytes of their keys.
 */
public final class CanonicalEncoder {

  private CanonicalEncoder() {}

  /**
   * The digest of a value's encoding.
   *
   * @param value null, a boolean, an integer, a double, text, a digest, or a list or a map (with
   *     text as keys) of these
   * @throws IllegalArgumentException when it is anything else, a number that is not finite, or text
   *     with half of a surrogate pair, which has no UTF-8
   */
  public static Digest digest(@Nullable Object value) {
    return Digest.of(encode(value));
  }

  /** The encoding itself; takes what {@link #digest} takes. */
  public static byte[] encode(@Nullable Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(@Nullable Object value, DataOutputStream out) throws IOException {
    if (value == null) {
      out.writeByte('n');
    } else if (value instanceof Boolean b) {
      out.writeByte(b ? 't' : 'f');
    } else if (value instanceof Integer || value instanceof Long) {
      out.writeByte('i');
      out.writeLong(((Number) value).longValue());
    } else if (value instanceof Double d) {
      writeDouble(d, out);
    } else if (value instanceof String s) {
      out.writeByte('s');
      writeText(utf8(s), out);
    } else if (value instanceof Digest digest) {
      out.writeByte('d');
      writeText(digest.hex().getBytes(StandardCharsets.UTF_8), out);
    } else if (value instanceof List<?> list) {
      out.writeByte('l');
      out.writeInt(list.size());
      for (Object element : list) {
        write(element, out);
      }
    } else if (value instanceof Map<?, ?> map) {
      writeMap(map, out);
    } else {
      throw new IllegalArgumentException("no canonical form for a " + value.getClass().getName());
    }
  }

  private static void writeDouble(double value, DataOutputStream out) throws IOException {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "no canonical form for " + (Double.isNaN(value) ? "NaN" : "an infinity"));
    }
    out.writeByte('r');
    out.writeDouble(value == 0.0 ? 0.0 : value); // minus zero is zero
  }

  private static void writeMap(Map<?, ?> map, DataOutputStream out) throws IOException {
    TreeMap<byte[], @Nullable Object> sorted = new TreeMap<>(Arrays::compareUnsigned);
    map.forEach((key, value) -> sorted.put(utf8((String) key), value));
    out.writeByte('m');
    out.writeInt(sorted.size());
    for (Map.Entry<byte[], @Nullable Object> entry : sorted.entrySet()) {
      writeText(entry.getKey(), out);
      write(entry.getValue(), out);
    }
  }

  /** Not by {@code getBytes}, which writes a question mark where text has no UTF-8. */
  private static byte[] utf8(String text) {
    try {
      ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      return Arrays.copyOf(utf8.array(), utf8.limit());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("no canonical form for text that is not Unicode", e);
    }
  }

  private static void writeText(byte[] utf8, DataOutputStream out) throws IOException {
    out.writeInt(utf8.length);
    out.write(utf8);
  }
}
