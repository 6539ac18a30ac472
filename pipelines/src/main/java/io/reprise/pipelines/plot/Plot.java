package io.reprise.pipelines.plot;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers of one chart. No name that comes from data is ever a key of {@link #toMap}. */
public sealed interface Plot permits Lines, Bars, Matrix, Graph, Parallel, Scatter {

  /** For JSON; {@code kind} says which script draws it. */
  Map<String, @Nullable Object> toMap();
}
