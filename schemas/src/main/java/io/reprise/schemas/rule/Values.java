package io.reprise.schemas.rule;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The first problem that a row's values have; each condition is asked for in turn. */
final class Values {

  private @Nullable String problem;

  Values require(boolean holds, String format, Object... values) {
    if (!holds && problem == null) {
      problem = String.format(Locale.ROOT, format, values);
    }
    return this;
  }

  Values atLeast(String name, long value, long least) {
    return require(value >= least, "%s is %d, where %d or more is expected", name, value, least);
  }

  Values present(String name, String value) {
    return require(!value.isBlank(), "%s is empty", name);
  }

  /** A null has no problem. */
  Values finite(String name, @Nullable Double value) {
    return require(
        value == null || Double.isFinite(value),
        "%s is %s, where a finite number is expected",
        name,
        Objects.requireNonNullElse(value, ""));
  }

  Values finite(String name, List<Float> values) {
    for (int i = 0; i < values.size(); i++) {
      if (!Float.isFinite(values.get(i))) {
        String format = "%s has %s at %d (from 0), where finite numbers are expected";
        return require(false, format, name, values.get(i), i);
      }
    }
    return this;
  }

  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }
}
