package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FirstRowsTest {

  @Test
  void longRowEndsBeforeAFieldAndNeverWithinANumber() {
    List<String> fields = List.of("id 1", "loss 1.42E-9", "name owl");
    assertThat(FirstRows.line(fields, 30)).isEqualTo("id 1  loss 1.42E-9  name owl");
    assertThat(FirstRows.line(fields, 27)).isEqualTo("id 1  loss 1.42E-9  ...");
    assertThat(FirstRows.line(fields, 14)).isEqualTo("id 1  ...");
    assertThat(FirstRows.line(fields, 1)).isEqualTo("id 1  ...");
    assertThat(FirstRows.line(fields, 2, 1)).isEqualTo("id 1  loss 1.42E-9  ...");
    assertThat(FirstRows.line(fields, 3, 1)).isEqualTo("id 1  loss 1.42E-9  name owl");
  }

  @Test
  void numbersAreRounded() {
    assertThat(CellText.rounded(0.98214285)).isEqualTo("0.98214");
    assertThat(CellText.rounded(1.4235123e-5)).isEqualTo("0.000014235");
    assertThat(CellText.rounded(-1.4235123e-9)).isEqualTo("-1.4235E-9");
    assertThat(CellText.rounded(123456.789)).isEqualTo("123460");
    assertThat(CellText.rounded(3)).isEqualTo("3.0");
    assertThat(CellText.rounded(Double.NaN)).isEqualTo("NaN");
  }
}
