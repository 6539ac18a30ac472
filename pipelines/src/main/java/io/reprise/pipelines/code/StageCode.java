package io.reprise.pipelines.code;

import io.reprise.schemas.digest.Digest;
import io.reprise.stages.spi.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SortedMap;
import java.util.TreeMap;

/** The code of stages: that of built-in ones as the build found it, any other as it is now. */
public final class StageCode {

  /**
   * Kept for as long as the class is: loaded code stays what it is, whatever becomes of its jar.
   */
  private static final ClassValue<Code> LISTINGS =
      new ClassValue<>() {
        @Override
        protected Code computeValue(Class<?> stage) {
          return read(stage);
        }
      };

  private static final ClassValue<Digest> DIGESTS =
      new ClassValue<>() {
        @Override
        protected Digest computeValue(Class<?> stage) {
          return BuiltCode.digest(stage).orElseGet(() -> LISTINGS.get(stage).digest());
        }
      };

  /** The digest of {@link #listing}; for a built-in stage alone it is only looked up. */
  public Digest digest(Stage stage) {
    return stage.extensions().isEmpty() ? DIGESTS.get(stage.getClass()) : listing(stage).digest();
  }

  /**
   * Everything that a stage's class reaches, and those of its extensions; takes a moment, so it is
   * for explanations.
   */
  public Code listing(Stage stage) {
    SortedMap<String, String> parts = new TreeMap<>(LISTINGS.get(stage.getClass()).parts());
    stage.extensions().forEach(each -> parts.putAll(LISTINGS.get(each.getClass()).parts()));
    return new Code(parts);
  }

  private static Code read(Class<?> stage) {
    CodeGraph built = BuiltCode.graph();
    try (LoaderPlaces places = new LoaderPlaces(built, stage.getClassLoader())) {
      return built.reach(new Part(Part.Kind.CLASS, stage.getName()), new NodeReader(places)::read);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the code of " + stage.getName(), e);
    }
  }
}
