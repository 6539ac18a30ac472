package io.reprise.pipelines.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.digest.Digest;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CodeTest {

  private static final String ONE = Digest.of("one").hex();
  private static final String TWO = Digest.of("two").hex();

  private static final Code CODE =
      new Code(new TreeMap<>(Map.of("library b.jar", TWO, "class io.reprise.A", ONE)));

  /** Keys depend on it: another form needs another key-format version. */
  @Test
  void textAndDigestAreFixed() {
    assertThat(CODE.text()).isEqualTo(ONE + "  class io.reprise.A\n" + TWO + "  library b.jar\n");
    assertThat(CODE.digest().hex())
        .isEqualTo("cdac48f2609f466632e3e255d7078a3d2f6a95842c727d1efb63522a8c66cde0");
  }

  @Test
  void textIsReadBack() {
    assertThat(Code.parse(CODE.text())).isEqualTo(CODE);
  }

  @Test
  void otherTextIsRejected() {
    assertThatThrownBy(() -> Code.parse("class io.reprise.A\n"))
        .hasMessage("no digest and name: class io.reprise.A");
    assertThatThrownBy(() -> Code.parse("12ab  class io.reprise.A\n"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
