package io.reprise.pipelines.cli;

import io.reprise.pipelines.outputs.PictureDiff;
import io.reprise.pipelines.outputs.PictureDiff.Picture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pictures that differ, for people and for programs. */
final class PictureText {

  private static final int MOST = 5;
  private static final int LONGEST_NAME = 60;

  private PictureText() {}

  static List<String> lines(List<PictureDiff> pictures) {
    List<String> lines = new ArrayList<>();
    pictures.stream().limit(MOST).forEach(picture -> lines.add("picture " + text(picture)));
    if (pictures.size() > MOST) {
      lines.add(String.format(Locale.ROOT, "and %,d more pictures", pictures.size() - MOST));
    }
    return lines;
  }

  private static String text(PictureDiff picture) {
    String name = Terminal.fit(picture.name(), LONGEST_NAME) + ": ";
    if (picture.before() == null) {
      return name + "added, " + size(picture.after());
    }
    if (picture.after() == null) {
      return name + "removed, " + size(picture.before());
    }
    String sizes = size(picture.before()) + " -> " + size(picture.after());
    if (picture.problem() != null) {
      return name + sizes + "; " + picture.problem();
    }
    return name + sizes + (picture.differing() == null ? "" : "; " + pixels(picture));
  }

  private static String pixels(PictureDiff picture) {
    Long differing = picture.differing();
    Double share = picture.share();
    return differing == null || share == null || differing == 0
        ? "no pixel differs"
        : String.format(
            Locale.ROOT, "%,d pixels differ, %s %%", differing, CellText.rounded(100 * share));
  }

  private static String size(@Nullable Picture picture) {
    if (picture == null) {
      return "none";
    }
    return (picture.size() == null
            ? ""
            : picture.size().width() + " x " + picture.size().height() + ", ")
        + Terminal.bytes(picture.bytes());
  }

  static Map<String, @Nullable Object> json(PictureDiff picture) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", picture.name());
    map.put("before", picture.before() == null ? null : json(picture.before()));
    map.put("after", picture.after() == null ? null : json(picture.after()));
    map.put("differing", picture.differing());
    map.put("share", picture.share());
    map.put("problem", picture.problem());
    return map;
  }

  private static Map<String, @Nullable Object> json(Picture picture) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("bytes", picture.bytes());
    map.put("width", picture.size() == null ? null : (Long) (long) picture.size().width());
    map.put("height", picture.size() == null ? null : (Long) (long) picture.size().height());
    return map;
  }
}
