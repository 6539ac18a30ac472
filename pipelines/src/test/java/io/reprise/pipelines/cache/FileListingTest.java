package io.reprise.pipelines.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.digest.Digest;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FileListingTest {

  private static final Digest A = Digest.of("a");
  private static final Digest B = Digest.of("b");

  /** As {@code sha256sum} of GNU coreutils 9 has it. */
  @Test
  void oneLineAFileSortedByName() {
    assertThat(listing(Map.of("train/b.png", B, "train/a b.png", A)).text())
        .isEqualTo(A + "  train/a b.png\n" + B + "  train/b.png\n");
    assertThat(listing(Map.of("new\nline", A, "back\\slash", B, "re\rturn", A)).text())
        .isEqualTo("\\" + B + "  back\\\\slash\n\\" + A + "  new\\nline\n\\" + A + "  re\\rturn\n");
  }

  @Test
  void namesThatLookAlikeWithoutEscapesAreOtherListings() {
    assertThat(listing(Map.of("x\n" + B + "  y", A)).digest())
        .isNotEqualTo(listing(Map.of("x", A, "y", B)).digest());
    assertThat(listing(Map.of("x\ny", A)).digest())
        .isNotEqualTo(listing(Map.of("x\\ny", A)).digest());
  }

  @Test
  void nameThatIsNoUnicodeIsRefused() {
    FileListing half = listing(Map.of("\ud800", A));
    assertThatThrownBy(half::digest)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the name of a file is no Unicode");
  }

  @Property(tries = 300)
  void textCanBeReadBackAndHasTheDigest(@ForAll("names") Map<String, String> files) {
    TreeMap<String, Digest> digests = new TreeMap<>();
    files.forEach((name, content) -> digests.put(name, Digest.of(content)));
    FileListing listing = new FileListing(digests);
    assertThat(FileListing.parse(listing.text())).isEqualTo(listing);
    assertThat(listing.digest()).isEqualTo(Digest.of(listing.text()));
  }

  @Provide
  Arbitrary<Map<String, String>> names() {
    Arbitrary<String> names =
        Arbitraries.strings()
            .withChars('\\', '\n', '\r', 'n', 'r', ' ', '/', '\u0085', '\u2028', '\u00e9')
            .ofMinLength(1)
            .ofMaxLength(6);
    return Arbitraries.maps(names, Arbitraries.of("a", "b")).ofMaxSize(5);
  }

  private static FileListing listing(Map<String, Digest> digests) {
    return new FileListing(new TreeMap<>(digests));
  }
}
