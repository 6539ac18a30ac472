package io.reprise.pipelines.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.yaml.Location;
import io.reprise.schemas.yaml.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixTest {

  @Test
  void pointsAreTheGridInTheAxesOrderAndSeedsVaryFastest() {
    assertThat(points("{ seed: 1..2, train.epochs: [3, 5] }"))
        .containsExactly(
            "seed=1 train.epochs=3",
            "seed=2 train.epochs=3",
            "seed=1 train.epochs=5",
            "seed=2 train.epochs=5");
  }

  @Test
  void axesOfAZipWalkTogether() {
    assertThat(points("{ a.x: [1, 2], a.y: [3, 4], b.z: [u, v], zip: [a.x, a.y] }"))
        .containsExactly(
            "a.x=1 a.y=3 b.z=u", "a.x=1 a.y=3 b.z=v", "a.x=2 a.y=4 b.z=u", "a.x=2 a.y=4 b.z=v");
  }

  @Test
  void includeAddsASettingInAllSeedsAndExcludeTakesPointsAway() {
    assertThat(
            points(
                "{ a.x: [1, 2], b.z: [u, v], seed: 1..2, include: [{ a.x: 9 }],"
                    + " exclude: [{ b.z: v }, { a.x: 2, seed: 2 }] }"))
        .containsExactly(
            "a.x=1 b.z=u seed=1",
            "a.x=1 b.z=u seed=2",
            "a.x=2 b.z=u seed=1",
            "a.x=9 seed=1",
            "a.x=9 seed=2");
  }

  /** One thing at a time, which is no grid. */
  @Test
  void includeMayNameWhatIsNoAxis() {
    String yaml = "{ a.x: [1, 2], seed: 1..2, include: [{ b.o: sgd }] }";
    assertThat(points(yaml))
        .containsExactly(
            "a.x=1 seed=1",
            "a.x=1 seed=2",
            "a.x=2 seed=1",
            "a.x=2 seed=2",
            "seed=1 b.o=sgd",
            "seed=2 b.o=sgd");
    assertThat(matrix(yaml).paths()).containsExactly("a.x", "seed", "b.o");
  }

  @Test
  void namedAlternativesHaveAnyValueAndTheCommandLineNamesThem() {
    Matrix file = matrix("{ train.layers: { one: [output: { units: 2 }], two: [flatten, x] } }");
    assertThat(file.points()).hasToString("[train.layers=one, train.layers=two]");
    SweepPoint two =
        file.with(List.of("train.layers=two"), List.of(), List.of(), List.of()).points().get(0);
    assertThat(two.overrides().get(0).value().plain()).isEqualTo(List.of("flatten", "x"));
  }

  @Test
  void axesOfTheCommandLineTakeThePlaceOfTheFiles() {
    Matrix given =
        matrix("{ a.x: [1, 2], seed: 1..9 }")
            .with(
                List.of("seed=4,7..8", "b.o={adam: {rate: 0.1}},sgd"),
                List.of(),
                List.of(),
                List.of("{a.x: 2}"));
    assertThat(given.points())
        .hasSize(6)
        .first()
        .hasToString("a.x=1 seed=4 b.o={adam: {rate: 0.1}}");
  }

  /** The example of docs/sweeps.md. */
  @Test
  void commandLineMayLeaveOutAlternativesThatTheFileIncludesOrExcludes() {
    Matrix file =
        matrix(
            "{ t.layers: { small: [x], large: [y] }, t.epochs: [5, 10], seed: 1..3,"
                + " include: [{ t.layers: large, t.epochs: 20 }],"
                + " exclude: [{ t.layers: large, t.epochs: 10 }] }");
    List<String> arguments = List.of("t.layers=small", "seed=4");
    assertThat(file.with(arguments, List.of(), List.of(), List.of()).points())
        .hasToString(
            "[t.layers=small t.epochs=5 seed=4, t.layers=small t.epochs=10 seed=4,"
                + " t.layers=large t.epochs=20 seed=4]");
    assertThatThrownBy(
            () ->
                file.with(arguments, List.of(), List.of(), List.of("{ t.layers: large, seed: 5 }"))
                    .points())
        .hasMessage("exclude t.layers=large seed=5: no point has these values");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a.x=1,2,1                   | sweep a.x=1: is there twice; each value makes a point once
          seed=5..1                   | sweep seed=5..1: a range goes up, by 9999 at most: 1..5
          a.x=                        | sweep a.x: has no value
          seed=1..9999 b=1..9999      | sweep: more than 10000 points; name fewer values
          train.layers=oen            | sweep train.layers=oen: no alternative has this name; did you mean 'one'?
          """)
  void wrongAxisIsNamedWithItsValue(String arguments, String problem) {
    assertThatThrownBy(
            () ->
                matrix("{ train.layers: { one: [], two: [x] } }")
                    .with(List.of(arguments.split(" ")), List.of(), List.of(), List.of())
                    .points())
        .isInstanceOf(ReportedException.class)
        .hasMessage(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          { a.x: [1, 2], a.y: [1], zip: [a.x, a.y] } | zip: a.x has 2 values, but a.y has 1; they walk together
          { a.x: [1, 2], exclude: { a.x: 3 } }       | exclude a.x=3: no point has these values
          { a.x: [1, 2], exclude: { a.z: 1 } }       | p.yaml:1: exclude: there is no axis 'a.z'; did you mean 'a.x'?
          { a.x: [1, 2], include: { a.x: 2 } }       | sweep: the point a.x=2 is there twice
          { a.x: [1, 2], zip: a.x }                  | p.yaml:1: 'zip' names axes that walk together: zip: [train.epochs, train.batchSize]
          """)
  void wrongMatrixSaysWhatIsWrong(String yaml, String problem) {
    assertThatThrownBy(() -> matrix(yaml).points())
        .isInstanceOf(ReportedException.class)
        .hasMessage(problem);
  }

  private static List<String> points(String yaml) {
    return matrix(yaml).points().stream().map(SweepPoint::toString).toList();
  }

  private static Matrix matrix(String yaml) {
    return MatrixReader.read(Yaml.parse(yaml, new Location("p.yaml", 1)));
  }
}
