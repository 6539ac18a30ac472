package io.reprise.pipelines.cache;

import io.reprise.pipelines.cache.Difference.Part;
import io.reprise.schemas.digest.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Names the files in which two listings differ. */
final class FileDifference {

  private FileDifference() {}

  /** One difference for each file; one without a name where a listing is not known. */
  static List<Difference> between(
      Optional<Digest> before,
      Optional<Digest> after,
      Function<Digest, Optional<String>> listings) {
    Optional<FileListing> left = FileListing.of(before, listings);
    Optional<FileListing> right = FileListing.of(after, listings);
    if (left.isEmpty() || right.isEmpty()) {
      return List.of(new Difference(Part.FILE, "", hex(before), hex(after)));
    }
    return between(left.get().digests(), right.get().digests());
  }

  private static List<Difference> between(
      SortedMap<String, Digest> left, SortedMap<String, Digest> right) {
    SortedSet<String> names = new TreeSet<>(left.keySet());
    names.addAll(right.keySet());
    List<Difference> found = new ArrayList<>();
    for (String name : names) {
      Optional<Digest> before = Optional.ofNullable(left.get(name));
      Optional<Digest> after = Optional.ofNullable(right.get(name));
      if (!Objects.equals(before, after)) {
        found.add(new Difference(Part.FILE, name, hex(before), hex(after)));
      }
    }
    return found;
  }

  private static @Nullable String hex(Optional<Digest> digest) {
    return digest.map(Digest::hex).orElse(null);
  }
}
