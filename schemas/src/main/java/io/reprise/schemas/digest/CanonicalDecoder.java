package io.reprise.schemas.digest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The inverse of {@link CanonicalEncoder}: equal encodings become values that nothing tells apart,
 * neither by {@code equals} nor by the order of a map's entries.
 */
public final class CanonicalDecoder {

  private final ByteBuffer encoding;

  private CanonicalDecoder(byte[] encoding) {
    this.encoding = ByteBuffer.wrap(encoding);
  }

  /**
   * Null, a Boolean, Long, Double, String or {@link Digest}, or an unmodifiable List or Map of
   * these, whose entries are in the encoding's order.
   *
   * @param encoding as {@link CanonicalEncoder#encode} makes it
   */
  public static @Nullable Object decode(byte[] encoding) {
    return new CanonicalDecoder(encoding).value();
  }

  /** The same of a map's encoding. */
  public static Map<String, @Nullable Object> decodeMap(byte[] encoding) {
    CanonicalDecoder decoder = new CanonicalDecoder(encoding);
    decoder.encoding.get(); // the map's tag
    return decoder.map();
  }

  /**
   * A map as its key has it: of two with one encoding, the same.
   *
   * @throws IllegalArgumentException when it holds what has no encoding
   */
  public static Map<String, @Nullable Object> canonical(
      Map<String, ? extends @Nullable Object> map) {
    return decodeMap(CanonicalEncoder.encode(map));
  }

  private @Nullable Object value() {
    char tag = (char) encoding.get();
    return switch (tag) {
      case 'n' -> null;
      case 't' -> true;
      case 'f' -> false;
      case 'i' -> encoding.getLong();
      case 'r' -> encoding.getDouble();
      case 's' -> text();
      case 'd' -> new Digest(text());
      case 'l' -> list();
      case 'm' -> map();
      default -> throw new IllegalArgumentException("no tag of a canonical encoding: " + tag);
    };
  }

  private String text() {
    byte[] utf8 = new byte[encoding.getInt()];
    encoding.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private List<@Nullable Object> list() {
    List<@Nullable Object> list = new ArrayList<>();
    for (int size = encoding.getInt(); size > 0; size--) {
      list.add(value());
    }
    return Collections.unmodifiableList(list);
  }

  private Map<String, @Nullable Object> map() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int size = encoding.getInt(); size > 0; size--) {
      String key = text();
      map.put(key, value());
    }
    return Collections.unmodifiableMap(map);
  }
}
