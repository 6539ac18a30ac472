package io.reprise.pipelines.cache;

import io.reprise.schemas.digest.CanonicalDecoder;
import io.reprise.schemas.digest.CanonicalEncoder;
import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.json.JsonMaps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that an artifact depends on, and nothing else: no time, path, host, user, run, thread count
 * or runner. Its digest is the key.
 *
 * @param stageType two types may share all else
 * @param code of the listing of the bytecode and libraries that the stage reaches
 * @param parameters with defaults filled in, so that writing a default out changes nothing
 * @param inputs the digest of each input's content, so that an upstream stage that is rebuilt to
 *     the same bytes changes nothing
 * @param files of the {@link FileListing} of the files from outside; empty where there are none
 * @param facts further values from outside, such as a dataset's class names
 */
public record Preimage(
    String stageType,
    Digest code,
    Map<String, @Nullable Object> parameters,
    Map<String, @Nullable Object> inputs,
    Optional<Digest> files,
    Map<String, @Nullable Object> facts) {

  /** Raised with every change of what the key is made of, so that old records are never misread. */
  public static final long FORMAT = 3;

  public Preimage {
    parameters = CanonicalDecoder.canonical(parameters);
    inputs = CanonicalDecoder.canonical(inputs);
    facts = CanonicalDecoder.canonical(facts);
  }

  public Digest key() {
    return CanonicalEncoder.digest(toMap());
  }

  /** Of the texts in the store that say what was read: which code, and which files. */
  public List<Digest> listings() {
    return Stream.concat(Stream.of(code), files.stream()).toList();
  }

  /** For the canonical encoder and for JSON. */
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("format", FORMAT);
    map.put("stage", stageType);
    map.put("code", code);
    map.put("parameters", parameters);
    map.put("inputs", inputs);
    map.put("files", files.orElse(null));
    map.put("facts", facts);
    return map;
  }

  /**
   * The inverse of {@link #toMap}.
   *
   * @throws OtherFormatException when keys were made of other things
   * @throws IllegalArgumentException when the map is no preimage
   */
  static Preimage fromMap(Map<?, ?> map) {
    long format = JsonMaps.integer(map, "format");
    if (format != FORMAT) {
      throw new OtherFormatException(format);
    }
    return new Preimage(
        JsonMaps.text(map, "stage"),
        new Digest(JsonMaps.text(map, "code")),
        JsonMaps.map(map, "parameters"),
        JsonMaps.map(map, "inputs"),
        map.get("files") == null
            ? Optional.empty()
            : Optional.of(new Digest(JsonMaps.text(map, "files"))),
        JsonMaps.map(map, "facts"));
  }

  /** The preimage of a key that was made when {@link #FORMAT} was another. */
  static final class OtherFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long format;

    OtherFormatException(long format) {
      super("key format " + format);
      this.format = format;
    }

    long format() {
      return format;
    }
  }
}
