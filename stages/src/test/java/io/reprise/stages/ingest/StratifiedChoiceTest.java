package io.reprise.stages.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StratifiedChoiceTest {

  @Property(tries = 200)
  void sizesAreTheRoundedFractions(
      @ForAll long seed,
      @ForAll @IntRange(max = 500) int rows,
      @ForAll @DoubleRange(max = 1) double fraction,
      @ForAll @DoubleRange(max = 1) double validation) {
    List<Long> ids = ids(rows);
    long kept = Math.round(fraction * rows);
    long validated = Math.round(validation * kept);
    StratifiedChoice choice = choice(seed, ids, fraction, validation);
    assertThat(chosen(choice, seed, ids, IngestPlan.VALIDATION)).hasSize((int) validated);
    assertThat(chosen(choice, seed, ids, IngestPlan.TRAIN)).hasSize((int) (kept - validated));
  }

  @Property(tries = 100)
  void orderOfArrivalDoesNotMatter(@ForAll long seed, @ForAll @IntRange(max = 300) int rows) {
    List<Long> shuffled = ids(rows);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(choice(seed, shuffled, 0.5, 0.2)).isEqualTo(choice(seed, ids(rows), 0.5, 0.2));
  }

  @Property(tries = 100)
  void largerFractionKeepsWhatASmallerOneKeeps(
      @ForAll long seed, @ForAll @DoubleRange(max = 1) double fraction) {
    List<Long> ids = ids(200);
    Set<Long> few = chosen(choice(seed, ids, fraction / 2, 0), seed, ids, IngestPlan.TRAIN);
    Set<Long> many = chosen(choice(seed, ids, fraction, 0), seed, ids, IngestPlan.TRAIN);
    assertThat(many).containsAll(few);
  }

  @Property(tries = 100)
  void ranksAreThoseAtTheirPlacesAmongAll(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3000) int rows, @ForAll int place) {
    LabelArray labels = new LabelArray(3);
    ids(rows).forEach(id -> labels.put(id, (int) (id % 3)));
    long[] sorted =
        ids(rows).stream()
            .filter(id -> id % 3 == 0)
            .mapToLong(id -> StratifiedChoice.rank(seed, id))
            .sorted()
            .toArray();
    int at = Math.floorMod(place, sorted.length);
    RankSelection ranks = new RankSelection(labels, 3, seed);
    assertThat(ranks.rows(0)).isEqualTo(sorted.length);
    assertThat(ranks.at(new long[] {at + 1, 0, 0})).containsExactly(sorted[at], null, null);
  }

  /** With many classes, few bits of the ranks are counted: many ranks of a class begin alike. */
  @Property(tries = 20)
  void ranksThatBeginAlikeAreToldApart(@ForAll long seed, @ForAll int place) {
    int classes = 5000;
    List<Long> ids = ids(3000);
    LabelArray labels = new LabelArray(classes);
    ids.forEach(id -> labels.put(id, (int) (id % 2) * (classes - 1)));
    long[] sorted =
        ids.stream()
            .filter(id -> id % 2 == 1)
            .mapToLong(id -> StratifiedChoice.rank(seed, id))
            .sorted()
            .toArray();
    int at = Math.floorMod(place, sorted.length);
    long[] places = new long[classes];
    places[classes - 1] = at + 1;
    assertThat(new RankSelection(labels, classes, seed).at(places).get(classes - 1))
        .isEqualTo(sorted[at]);
  }

  @Property(tries = 50)
  void ranksOfOneSeedAreAllDifferent(@ForAll long seed) {
    assertThat(ids(2000).stream().map(id -> StratifiedChoice.rank(seed, id)).distinct())
        .hasSize(2000);
  }

  @Test
  void otherSeedsChooseOtherRows() {
    List<Long> ids = ids(1000);
    Set<Long> one = chosen(choice(1, ids, 0.5, 0), 1, ids, IngestPlan.TRAIN);
    Set<Long> two = chosen(choice(2, ids, 0.5, 0), 2, ids, IngestPlan.TRAIN);
    one.retainAll(two);
    assertThat(one).hasSizeBetween(210, 290); // about half of half
  }

  /** A change of these is a change of every split: it needs a new version of the stage type. */
  @Test
  void ranksAreTheSameEverywhere() {
    assertThat(StratifiedChoice.rank(0, 0)).isEqualTo(-6411193824288604561L);
    assertThat(StratifiedChoice.rank(27, 59_999)).isEqualTo(-1875673381275669208L);
  }

  private static StratifiedChoice choice(
      long seed, List<Long> ids, double fraction, double validation) {
    LabelArray labels = new LabelArray(300);
    ids.forEach(id -> labels.put(id, 1));
    RankSelection ranks = new RankSelection(labels, 2, seed);
    return StratifiedChoice.of(ranks, 2, fraction, validation).get(1);
  }

  private static Set<Long> chosen(
      StratifiedChoice choice, long seed, List<Long> ids, String split) {
    return ids.stream()
        .filter(id -> split.equals(choice.split(StratifiedChoice.rank(seed, id))))
        .collect(Collectors.toSet());
  }

  private static List<Long> ids(int rows) {
    return LongStream.range(0, rows).boxed().collect(Collectors.toList());
  }
}
