package io.reprise.pipelines.manifest;

import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the run that a word names: an id, a beginning of only one, {@code latest}, {@code
 * latest~1}, or the name that somebody has given it.
 *
 * @param ids of all runs, latest first
 * @param notes of a run
 */
record RunLookup(List<String> ids, Function<String, RunNotes> notes) {

  private static final int MOST_NAMED = 5;
  private static final Pattern LATEST = Pattern.compile("latest(?:~(\\d{1,6}))?");

  /** The id; of names only asked where no id begins so, since ids begin with a digit. */
  String find(String word) {
    Matcher latest = LATEST.matcher(word);
    if (latest.matches()) {
      return back(word, latest.group(1) == null ? 0 : Integer.parseInt(latest.group(1)));
    }
    List<String> matching = ids.stream().filter(id -> id.startsWith(word)).toList();
    List<String> known = new ArrayList<>(ids);
    if (matching.isEmpty()) {
      matching = named(word, known);
    }
    if (matching.size() == 1) {
      return matching.get(0);
    }
    throw new ReportedException(
        matching.isEmpty()
            ? "there is no run '"
                + word
                + "'"
                + Nearest.hint(word, known, "; ./reprise runs lists them")
            : "'" + word + "' could be " + some(matching));
  }

  private static String some(List<String> ids) {
    return String.join(", ", ids.subList(0, Math.min(MOST_NAMED, ids.size())))
        + (ids.size() > MOST_NAMED ? ", and " + (ids.size() - MOST_NAMED) + " more" : "");
  }

  private List<String> named(String word, List<String> known) {
    List<String> matching = new ArrayList<>();
    for (String id : ids) {
      String name = notes.apply(id).name();
      if (name != null) {
        known.add(name);
      }
      if (word.equals(name)) {
        matching.add(id);
      }
    }
    return matching;
  }

  private String back(String word, int runs) {
    if (ids.isEmpty()) {
      throw new ReportedException("there are no runs yet; ./reprise run makes one");
    }
    if (runs >= ids.size()) {
      throw new ReportedException(
          word + ": there are only " + ids.size() + " runs; ./reprise runs lists them");
    }
    return ids.get(runs);
  }
}
