package io.reprise.pipelines.plot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Points in the plane, coloured by one of several groupings; a reader switches between them.
 *
 * @param ids of the points
 * @param x one a point
 * @param y one a point
 * @param layers the groupings
 * @param sheet name of the page's sheet of images; empty where there is none
 * @param places of the points' images in the sheet, -1 where there is none; may be empty
 */
public record Scatter(
    List<Long> ids,
    List<Double> x,
    List<Double> y,
    List<Layer> layers,
    String sheet,
    List<Integer> places)
    implements Plot {

  public Scatter {
    ids = List.copyOf(ids);
    x = List.copyOf(x);
    y = List.copyOf(y);
    layers = List.copyOf(layers);
    places = List.copyOf(places);
  }

  /**
   * One grouping.
   *
   * @param groups names, in the order of the legend
   * @param tones of the groups, as many
   * @param of the place of each point's group, -1 where it has none
   */
  public record Layer(String name, List<String> groups, List<Tone> tones, List<Integer> of) {

    public Layer {
      groups = List.copyOf(groups);
      tones = List.copyOf(tones);
      of = List.copyOf(of);
    }

    private Map<String, @Nullable Object> toMap() {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("name", name);
      map.put("groups", groups);
      map.put("tones", tones.stream().map(tone -> tone.name().toLowerCase(Locale.ROOT)).toList());
      map.put("of", of);
      return map;
    }
  }

  /** How a group stands out. */
  public enum Tone {
    /** By a colour of its own. */
    OWN,
    /** Hardly: what is as it should be, noise. */
    FAINT,
    /** As what is wrong. */
    BAD
  }

  @Override
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("kind", "scatter");
    map.put("ids", ids);
    map.put("x", x);
    map.put("y", y);
    map.put("layers", layers.stream().map(Layer::toMap).toList());
    map.put("sheet", sheet);
    map.put("places", places);
    return map;
  }
}
