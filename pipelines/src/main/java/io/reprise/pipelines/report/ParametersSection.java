package io.reprise.pipelines.report;

import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.Table;
import io.reprise.pipelines.page.Table.Column;
import io.reprise.pipelines.page.Table.Kind;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.StageType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was asked: parameters that are not at their defaults first, the others folded away. */
final class ParametersSection implements SectionSource {

  private static final int MOST = 1000;
  private static final int LONGEST = 1000;

  @Override
  public String id() {
    return "parameters";
  }

  @Override
  public String title() {
    return "Parameters";
  }

  @Override
  public void fill(RunView run, SectionDraft section) {
    List<List<@Nullable Object>> chosen = new ArrayList<>();
    List<List<@Nullable Object>> usual = new ArrayList<>();
    for (StageEntry stage : run.manifest().stages()) {
      for (Map.Entry<String, @Nullable Object> parameter : stage.parameters().entrySet()) {
        Object value = parameter.getValue();
        Optional<Parameter> declared = declared(run, stage, parameter.getKey());
        Object fallback = declared.map(Parameter::fallback).orElse(null);
        boolean isUsual = declared.isPresent() && isSame(value, fallback);
        (isUsual ? usual : chosen)
            .add(
                Arrays.asList(
                    stage.name(),
                    parameter.getKey(),
                    shown(value),
                    isUsual ? null : fallback == null ? null : shown(fallback),
                    declared.map(Parameter::help).orElse(null)));
      }
    }
    if (!chosen.isEmpty()) {
      section.add(table("value", "default", chosen, section));
    }
    if (!usual.isEmpty()) {
      String title = String.format(Locale.ROOT, "%,d parameters at their defaults", usual.size());
      section.add(new Block.Fold(title, List.of(table("default", "", usual, section))));
    }
  }

  private static Optional<Parameter> declared(RunView run, StageEntry stage, String name) {
    return run.type(stage)
        .map(StageType::parameters)
        .flatMap(all -> all.stream().filter(each -> each.name().equals(name)).findFirst());
  }

  private static Table table(
      String value, String other, List<List<@Nullable Object>> rows, SectionDraft section) {
    if (rows.size() > MOST) {
      section.note(
          String.format(Locale.ROOT, "The first %,d of %,d are shown.", MOST, rows.size()));
    }
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text("stage"));
    columns.add(Column.text("parameter"));
    columns.add(new Column(value, Kind.CODE));
    if (!other.isEmpty()) {
      columns.add(new Column(other, Kind.CODE));
    }
    columns.add(Column.text("what it is"));
    return new Table(
        "",
        columns,
        rows.stream().limit(MOST).map(row -> other.isEmpty() ? without(row, 3) : row).toList(),
        rows.size() > 30);
  }

  private static List<@Nullable Object> without(List<@Nullable Object> row, int place) {
    List<@Nullable Object> shorter = new ArrayList<>(row);
    shorter.remove(place);
    return shorter;
  }

  /** A whole number is the same as the real one. */
  private static boolean isSame(@Nullable Object value, @Nullable Object fallback) {
    return value instanceof Number left && fallback instanceof Number right
        ? Double.compare(left.doubleValue(), right.doubleValue()) == 0
        : YamlText.of(value).equals(YamlText.of(fallback));
  }

  private static String shown(@Nullable Object value) {
    String text = YamlText.of(given(value));
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  /** Without the parts of a layer, an optimizer or a schedule that are left open. */
  private static @Nullable Object given(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(ParametersSection::given).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> given = new LinkedHashMap<>();
      map.forEach(
          (name, each) -> {
            if (each != null) {
              given.put(name, given(each));
            }
          });
      return given;
    }
    return value;
  }
}
