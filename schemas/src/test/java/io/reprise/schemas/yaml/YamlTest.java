package io.reprise.schemas.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
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
  void nestingIsLimited() {
    assertThat(parse("[".repeat(100) + "]".repeat(100)).describe()).isEqualTo("a list");
    for (int depth : new int[] {101, 100_000}) {
      assertThatThrownBy(() -> parse("a: 1\nb: " + "[".repeat(depth)))
          .hasMessage("f.yaml:2: maps and lists are nested deeper than 100 levels");
      assertThatThrownBy(() -> parse("- ".repeat(depth) + "x"))
          .hasMessage("f.yaml:1: maps and lists are nested deeper than 100 levels");
    }
  }

  @Test
  void whatAliasesMakeOfADocumentIsLimited() {
    StringBuilder wide = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    StringBuilder deep = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 30; i++) {
      String before = "*a" + (i - 1);
      String nine = String.join(", ", Collections.nCopies(9, before));
      wide.append("a").append(i).append(": &a").append(i).append(" [").append(nine).append("]\n");
      deep.append("a").append(i).append(": &a").append(i).append(" [[[[[").append(before);
      deep.append(" ]]]]]\n");
    }
    assertThatThrownBy(() -> parse(wide.toString()))
        .hasMessageMatching("f.yaml:[0-9]+: aliases or references repeat more than 100000 values");
    assertThatThrownBy(() -> parse(deep.toString()))
        .hasMessageMatching("f.yaml:[0-9]+: maps and lists are nested deeper than 100 levels");
  }

  @Test
  void halfOfACharacterIsRejected() {
    assertThat(parse("\"\\ud83d\\ude00\"").plain()).isEqualTo("\ud83d\ude00");
    for (String text : List.of("a: \"\\ud83d\"", "\"\\ud83d\": a")) {
      assertThatThrownBy(() -> parse(text))
          .hasMessageStartingWith("f.yaml:1: a text has half of a surrogate pair");
    }
  }

  @Test
  void sourceWithoutLinesIsNamedAlone() {
    Location set = new Location("--set a=...", 0);
    assertThatThrownBy(() -> Yaml.parse("[1", set))
        .hasMessageStartingWith("--set a=...: not valid");
    assertThatThrownBy(() -> Yaml.parse("{a: 1, a: 2}", set))
        .hasMessage("--set a=...: 'a' is already there");
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
