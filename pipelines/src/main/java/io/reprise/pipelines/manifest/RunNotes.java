package io.reprise.pipelines.manifest;

import io.reprise.schemas.json.JsonMaps;
import io.reprise.schemas.problem.ReportedException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of a run; no result depends on it.
 *
 * @param name names the run on the command line; null where it has none. Several runs may have one
 * @param tags words to choose runs by
 * @param note any text; null where there is none
 */
public record RunNotes(@Nullable String name, SortedSet<String> tags, @Nullable String note) {

  /** Nobody has said anything. */
  public static final RunNotes NONE = new RunNotes(null, Collections.emptySortedSet(), null);

  private static final int LONGEST_WORD = 60;
  private static final int LONGEST_NOTE = 10_000;
  private static final int MOST_TAGS = 100;

  /** No beginning of an id, which is a digit, and no {@code latest~1}. */
  private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}\\p{N}._+-]*");

  /**
   * @throws ReportedException when a name or a tag is not one word, or something is too long
   */
  public RunNotes {
    tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
    if (name != null) {
      requireWord("the name", name);
      if (name.equals("latest")) {
        throw new ReportedException("the name 'latest' is that of the latest run; take another");
      }
    }
    tags.forEach(tag -> requireWord("the tag", tag));
    if (tags.size() > MOST_TAGS) {
      throw new ReportedException("a run has at most " + MOST_TAGS + " tags");
    }
    if (note != null && note.length() > LONGEST_NOTE) {
      throw new ReportedException(
          "a note has at most "
              + LONGEST_NOTE
              + " characters, and this one "
              + note.length()
              + "; put it in a file and note its name");
    }
  }

  private static void requireWord(String what, String word) {
    if (word.length() > LONGEST_WORD || !WORD.matcher(word).matches()) {
      throw new ReportedException(
          what
              + " '"
              + word.replaceAll("\\p{Cntrl}", " ")
              + "' is no word of at most "
              + LONGEST_WORD
              + " letters, digits, '.', '_', '+' and '-' that begins with a letter");
    }
  }

  public boolean isEmpty() {
    return equals(NONE);
  }

  /**
   * @param newName empty for none any more
   */
  public RunNotes withName(String newName) {
    return new RunNotes(newName.isEmpty() ? null : newName, tags, note);
  }

  /**
   * @param text empty for none any more
   */
  public RunNotes withNote(String text) {
    return new RunNotes(name, tags, text.isBlank() ? null : text);
  }

  /** With more tags, then without some. */
  public RunNotes withTags(Collection<String> more, Collection<String> fewer) {
    SortedSet<String> all = new TreeSet<>(tags);
    all.addAll(more);
    all.removeAll(fewer);
    return new RunNotes(name, all, note);
  }

  /** For JSON: {@code name}, {@code tags}, {@code note}. */
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", name);
    map.put("tags", List.copyOf(tags));
    map.put("note", note);
    return map;
  }

  /**
   * The inverse of {@link #toMap}.
   *
   * @throws IllegalArgumentException when the map is none of notes
   */
  static RunNotes fromMap(Map<String, @Nullable Object> map) {
    return new RunNotes(
        map.get("name") == null ? null : JsonMaps.text(map, "name"),
        new TreeSet<>(JsonMaps.texts(map, "tags")),
        map.get("note") == null ? null : JsonMaps.text(map, "note"));
  }
}
