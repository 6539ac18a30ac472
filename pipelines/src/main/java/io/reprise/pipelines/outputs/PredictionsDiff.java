package io.reprise.pipelines.outputs;

import io.reprise.stages.agreement.McNemar;
import io.reprise.stages.agreement.PairedBootstrap;
import java.util.List;

/**
 * Two networks' predictions of the same examples.
 *
 * @param examples of one id and label in both tables
 * @param others of one table alone, or with another label: not counted
 * @param rightBefore how many of the examples the first has right
 * @param rightAfter how many the second has right
 * @param rightToWrong how many only the first has right
 * @param wrongToRight how many only the second has right
 * @param wrongToWrong how many both have wrong, in different ways
 * @param flips those whose class changed, by pair of classes, most first
 * @param classes names, in the order of the labels; empty where nobody knows them
 */
public record PredictionsDiff(
    long examples,
    long others,
    long rightBefore,
    long rightAfter,
    long rightToWrong,
    long wrongToRight,
    long wrongToWrong,
    List<Flips> flips,
    List<String> classes)
    implements AgreementDiff {

  public PredictionsDiff {
    flips = List.copyOf(flips);
    classes = List.copyOf(classes);
  }

  PredictionsDiff withClasses(List<String> names) {
    return new PredictionsDiff(
        examples,
        others,
        rightBefore,
        rightAfter,
        rightToWrong,
        wrongToRight,
        wrongToWrong,
        flips,
        names);
  }

  /** A class's name; its number where nobody knows that. */
  public String className(int label) {
    return label >= 0 && label < classes.size() && !classes.get(label).isBlank()
        ? classes.get(label)
        : String.valueOf(label);
  }

  /**
   * Examples that went from one class to another.
   *
   * @param before class, from 0
   * @param after class
   */
  public record Flips(
      int before, int after, long count, long rightToWrong, long wrongToRight, List<Flip> samples) {

    public Flips {
      samples = List.copyOf(samples);
    }
  }

  /**
   * One of them.
   *
   * @param before probability of the class that was predicted before, then
   * @param after probability of the class that was predicted after, then
   */
  public record Flip(long id, int label, double before, double after) {}

  @Override
  public boolean isEmpty() {
    return flips.isEmpty() && others == 0;
  }

  public McNemar test() {
    return new McNemar(rightToWrong, wrongToRight);
  }

  /** Of the difference between both accuracies; there is at least one example. */
  public PairedBootstrap interval() {
    return PairedBootstrap.of(examples, rightToWrong, wrongToRight);
  }
}
