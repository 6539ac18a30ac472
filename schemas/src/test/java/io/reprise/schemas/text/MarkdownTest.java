package io.reprise.schemas.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.schemas.text.Markdown.Alignment;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTest {

  @Test
  void hostileCellsStayCells() {
    List<String> hostile =
        List.of(
            "a|b",
            "two\nlines\r\n| more |",
            "\\|\\",
            "<script>alert(1)</script>&amp;",
            "[l](http://e) ![i](x) `x` *b* ~s~ $m$ #1",
            "\u202egnp\u001b[2J");
    List<List<String>> rows =
        hostile.stream().map(any -> List.of(Markdown.text(any), Markdown.code(any))).toList();
    assertThat(Markdown.table(List.of(Alignment.LEFT, Alignment.RIGHT), List.of("a|", "b"), rows))
        .isEqualTo(
            String.join(
                "\n",
                "| a\\| | b |",
                "| --- | ---: |",
                "| a\\|b | `a\\|b` |",
                "| two lines \\| more \\| | `two lines \\| more \\|` |",
                "| \\\\\\|\\\\ | `\\\\|\\` |",
                "| &lt;script&gt;alert(1)&lt;/script&gt;&amp;amp; | `<script>alert(1)</script>&amp;`"
                    + " |",
                "| \\[l\\](http://e) !\\[i\\](x) \\`x\\` \\*b\\* \\~s\\~ \\$m\\$ \\#1 |"
                    + " `` [l](http://e) ![i](x) `x` *b* ~s~ $m$ #1 `` |",
                "| gnp \\[2J | `gnp [2J` |",
                ""));
  }

  @Test
  void underscoreWithinAWordStays() {
    assertThat(Markdown.text("train_epochs _x_ __y a_"))
        .isEqualTo("train_epochs \\_x\\_ \\_\\_y a\\_");
  }
}
