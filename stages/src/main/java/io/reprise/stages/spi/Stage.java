package io.reprise.stages.spi;

import io.reprise.schemas.problem.ReportedException;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;

/**
 * One kind of step that a pipeline file can name.
 *
 * <p>An implementation is stateless and cheap to construct: its declaration is read on every
 * command, so no field may pull in a heavy library.
 */
public interface Stage {

  /** What any stage needs, with the engine and its libraries: 96 MiB. */
  long BASE_MEMORY = 96L << 20;

  /** What a stage needs that goes from shard to shard, however many there are: 256 MiB. */
  long STREAMING_MEMORY = 256L << 20;

  /** How many times larger stored bytes are in memory: compressed pixels, as objects. */
  long UNPACKED = 8;

  /** The declaration that validation, help, documentation and keys come from. */
  StageType type();

  /**
   * What is wrong with parameters that are each right for themselves; one line each, without the
   * stage's name.
   */
  default List<String> problems(Settings settings) {
    return List.of();
  }

  /**
   * The parameters as keys have them: for types whose parameters can say one thing in several ways,
   * such as a path.
   *
   * @param settings without {@link #problems}
   */
  default Settings canonical(Settings settings) {
    return settings;
  }

  /**
   * What a stage with these parameters puts out; for most types, what the type declares.
   *
   * @param settings without {@link #problems}
   */
  default List<StageType.Output> outputs(Settings settings) {
    return type().outputs();
  }

  /**
   * What the stage reads from outside the pipeline. Called before every run to compute the key, so
   * it must be quick and must not read the files' contents.
   *
   * @throws ReportedException when something is not there, saying which command gets it
   */
  default Externals externals(Settings settings, ProjectFolders surroundings) {
    return Externals.NONE;
  }

  /**
   * What of a user's jars a stage that comes with Reprise works with, such as kinds of layers. The
   * code of their classes is part of the stage's key, and their class loader that of its threads.
   *
   * @return objects of one class loader
   */
  default List<?> extensions() {
    return List.of();
  }

  /**
   * Whether one worker uses all processors, by native or other threads of its own. The direct
   * runner then gets one thread: its others would wait actively, at the cost of the work. It never
   * changes the result.
   */
  default boolean usesThreadsOfItsOwn() {
    return false;
  }

  /**
   * An estimate of the memory that the stage needs, in bytes. Stages run at the same time only
   * while their estimates fit a budget together; it never changes a result.
   *
   * @param inputBytes of all its inputs as they are stored
   */
  default long memory(Settings settings, long inputBytes) {
    return BASE_MEMORY + UNPACKED * inputBytes;
  }

  /**
   * Adds the stage's transforms to a Beam pipeline; the engine runs it. All work belongs inside the
   * transforms, which read {@code context}'s inputs and write files by {@link Attempt}, mostly
   * through {@link WriteFiles}. Most stages are rather a {@link MapReduceStage} or a {@link
   * OneWorkerStage}.
   *
   * <p>The files must be the same bytes on every run, whatever the order in which elements arrive,
   * the number of threads, and how often a worker has to try.
   *
   * @return the files that the artifact is made of, and no others
   */
  PCollection<WrittenFile> expand(Pipeline beam, StageContext context);
}
