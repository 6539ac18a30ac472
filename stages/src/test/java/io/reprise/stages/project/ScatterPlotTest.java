package io.reprise.stages.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScatterPlotTest {

  private static final List<ScatterPlot.Point> POINTS =
      List.of(
          new ScatterPlot.Point(-1, 0, 0),
          new ScatterPlot.Point(1, 0.5, 1),
          new ScatterPlot.Point(0, -0.5, 1),
          new ScatterPlot.Point(0, 0, -1));

  @Test
  void pointsKeepOneScaleOnBothAxes() {
    String svg = plot(POINTS, List.of()).svg();
    // the plot's inner side is 612, from 62 to 674 and from 86 to 698; y points up
    assertThat(svg)
        .contains("<circle cx=\"62.00\" cy=\"392.00\" r=\"4.00\" fill=\"#3f90da\"/>")
        .contains("<circle cx=\"674.00\" cy=\"239.00\" r=\"4.00\" fill=\"#ffa90e\"/>")
        .contains("<circle cx=\"368.00\" cy=\"545.00\" r=\"4.00\" fill=\"#ffa90e\"/>")
        .contains("<circle cx=\"368.00\" cy=\"392.00\" r=\"4.00\" fill=\"#c4c8cf\"/>");
  }

  @Test
  void legendNamesAndCountsEachGroup() {
    assertThat(plot(POINTS, List.of()).svg().lines().filter(line -> line.startsWith("<text")))
        .map(line -> line.replaceAll("<[^>]*>", ""))
        .containsExactly("a &lt; b", "label", "rows", "g-1", "1", "g0", "1", "g1", "2");
  }

  @Test
  void groupsBeyondTheColoursDifferInShape() {
    assertThat(Marker.of(3)).isNotEqualTo(Marker.of(13));
    assertThat(Marker.of(13).colour()).isEqualTo(Marker.of(3).colour());
    assertThat(IntStream.range(-1, 30).mapToObj(Marker::of)).doesNotHaveDuplicates();
  }

  @Test
  void manyGroupsAreGatheredAtTheEndOfTheLegend() {
    List<ScatterPlot.Point> points =
        IntStream.range(0, 40).mapToObj(i -> new ScatterPlot.Point(i, i, i)).toList();
    String svg = plot(points, List.of()).svg();
    assertThat(svg).contains(">g22<").doesNotContain(">g23<").contains(">and 17 more<");
  }

  @Test
  void onePointStandsInTheMiddle() {
    assertThat(plot(List.of(new ScatterPlot.Point(5, 5, 0)), List.of()).svg())
        .contains("cx=\"368.00\" cy=\"392.00\"");
  }

  private static ScatterPlot plot(List<ScatterPlot.Point> points, List<String> axes) {
    return new ScatterPlot("a < b", "label", axes, group -> "g" + group, points);
  }
}
