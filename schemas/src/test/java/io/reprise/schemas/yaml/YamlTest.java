package io.reprise.schemas.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class YamlTest {

  @Test
  void scalarsHaveTheTypesOfYaml12() {
    Object plain = parse("[1, 1.0, 1e-3, 0x10, true, no, ~, '5', text, .inf]").plain();
    assertThat(plain)
        .isEqualTo(
            Arrays.asList(
                1L, 1.0, 1e-3, 16L, true, "no", null, "5", "text", Double.POSITIVE_INFINITY));
  }

  @Test
  void everyPartKnowsItsLine() {
    YamlNode.Mapping root = (YamlNode.Mapping) parse("a: 1\nb:\n  - x\n  - y\nc:\n  d: 2\n");
    YamlNode.Sequence list = (YamlNode.Sequence) get(root, "b");
    assertThat(list.at()).hasToString("f.yaml:2");
    assertThat(list.elements().get(1).at()).hasToString("f.yaml:4");
    assertThat(get((YamlNode.Mapping) get(root, "c"), "d").at()).hasToString("f.yaml:6");
  }

  @Test
  void aliasesRepeatTheirAnchor() {
    assertThat(parse("a: &x { k: [1, 2] }\nb: *x\n").plain())
        .isEqualTo(Map.of("a", Map.of("k", List.of(1L, 2L)), "b", Map.of("k", List.of(1L, 2L))));
  }

  @Test
  void anchorThatContainsItselfIsRejectedWithItsLine() {
    assertThatThrownBy(() -> parse("b: 1\na: &a [*a]\n"))
        .hasMessage("f.yaml:2: an anchor cannot contain itself");
    assertThatThrownBy(() -> parse("b: 1\na: &a { c: [*a] }\n"))
        .hasMessage("f.yaml:2: an anchor cannot contain itself");
  }

  @Test
  void scalarsKeepTheTextThatIsWritten() {
    YamlNode.Sequence list = (YamlNode.Sequence) parse("[1.10, 0x10, 1e3, True, '5', ~]");
    assertThat(list.elements())
        .extracting(element -> ((YamlNode.Scalar) element).text())
        .containsExactly("1.10", "0x10", "1e3", "True", "5", "~");
  }

  @Test
  void keyThatStandsTwiceNamesBothLines() {
    assertThatThrownBy(() -> parse("a: 1\nb: 2\na: 3\n"))
        .hasMessage("f.yaml:3: 'a' is already there in line 1");
  }

  @Test
  void tagOfOnesOwnIsRejected() {
    assertThatThrownBy(() -> parse("a: !java.lang.Runtime x\n"))
        .hasMessage("f.yaml:1: the tag !java.lang.Runtime is not known here");
  }

  private static YamlNode get(YamlNode.Mapping mapping, String key) {
    return Objects.requireNonNull(mapping.get(key));
  }

  private static YamlNode parse(String text) {
    return Yaml.parse(text, new Location("f.yaml", 1));
  }
}
