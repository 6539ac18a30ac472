package io.reprise.pipelines.cache;

import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.json.JsonMaps;
import io.reprise.schemas.json.SealedJson;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be told of a key record that was written when keys were made of other things. */
final class OtherFormatRecord {

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  private OtherFormatRecord() {}

  /**
   * The contents that it may need, and perhaps more: every digest in it, since nobody knows where
   * its preimage has those of its listings. Empty where not even its versions are in the form that
   * is known here.
   */
  static Optional<Set<Digest>> contents(byte[] bytes) {
    try {
      Map<String, @Nullable Object> record = SealedJson.read(bytes);
      List<Map<String, @Nullable Object>> versions = JsonMaps.maps(record, "versions");
      versions.forEach(version -> Artifact.fromMap(JsonMaps.map(version, "artifact")));
      Set<Digest> contents = new HashSet<>();
      collect(record, contents);
      return Optional.of(contents);
    } catch (IOException | IllegalArgumentException | ClassCastException e) {
      return Optional.empty();
    }
  }

  private static void collect(@Nullable Object value, Set<Digest> digests) {
    if (value instanceof Map<?, ?> map) {
      map.values().forEach(each -> collect(each, digests));
    } else if (value instanceof List<?> list) {
      list.forEach(each -> collect(each, digests));
    } else if (value instanceof String text && HEX.matcher(text).matches()) {
      digests.add(new Digest(text));
    }
  }
}
