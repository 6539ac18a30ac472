package io.reprise.stages.spi;

import io.reprise.schemas.problem.ReportedException;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that a stage may know while it works. It can be sent to workers.
 *
 * <p>All places are for Beam's {@code FileSystems}; folders end with {@code /}.
 */
public final class StageContext implements Serializable {

  /** Name of the text file that {@link #resumption()} says more of. */
  public static final String RESUMPTION = "resumption.txt";

  private static final long serialVersionUID = 1L;

  private final Settings settings;
  private final TreeMap<String, InputFiles> inputs;
  private final TreeMap<String, StoredFile> externalFiles;
  private final TreeMap<String, Object> externalFacts;
  private final String scratch;
  private final String checkpoints;
  private final WorkerCheck check;

  /**
   * @param externalFiles by the name in {@link Externals}
   * @param externalFacts as in {@link Externals}
   * @param scratch a folder of this try of the stage alone, which all workers reach
   * @param checkpoints a folder that the next try of the same key finds again, named by the key
   */
  public StageContext(
      Settings settings,
      Map<String, InputFiles> inputs,
      Map<String, StoredFile> externalFiles,
      Map<String, Object> externalFacts,
      String scratch,
      String checkpoints) {
    this.settings = settings;
    this.inputs = new TreeMap<>(inputs);
    this.externalFiles = new TreeMap<>(externalFiles);
    this.externalFacts = new TreeMap<>(externalFacts);
    this.scratch = scratch;
    this.checkpoints = checkpoints;
    this.check = WorkerCheck.NONE;
  }

  private StageContext(StageContext other, WorkerCheck check) {
    this.settings = other.settings;
    this.inputs = other.inputs;
    this.externalFiles = other.externalFiles;
    this.externalFacts = other.externalFacts;
    this.scratch = other.scratch;
    this.checkpoints = other.checkpoints;
    this.check = check;
  }

  /** The same for workers that are to be looked at before they work. */
  public StageContext checkedBy(WorkerCheck by) {
    return new StageContext(this, by);
  }

  /**
   * Makes sure that this process may work on the stage.
   *
   * @throws ReportedException when it may not
   */
  void requireFitWorker() {
    check.require();
  }

  public Settings settings() {
    return settings;
  }

  /** A required input. */
  public InputFiles input(String name) {
    return optionalInput(name)
        .orElseThrow(() -> new IllegalArgumentException("no input '" + name + "'"));
  }

  public Optional<InputFiles> optionalInput(String name) {
    return Optional.ofNullable(inputs.get(name));
  }

  /** All inputs by name, for stages that take any number. */
  public Map<String, InputFiles> inputs() {
    return new TreeMap<>(inputs);
  }

  /** A file from outside the pipeline. */
  public StoredFile externalFile(String name) {
    StoredFile file = externalFiles.get(name);
    if (file == null) {
      throw new IllegalArgumentException("no external file '" + name + "'");
    }
    return file;
  }

  /** All files from outside the pipeline, by name, for stages that take any number. */
  public Map<String, StoredFile> externalFiles() {
    return new TreeMap<>(externalFiles);
  }

  public Map<String, Object> externalFacts() {
    return new TreeMap<>(externalFacts);
  }

  /** The folder that each {@link Attempt} has one of its own in. */
  String attempts() {
    return scratch + "attempts/";
  }

  /** Where the engine gathers what workers say they have written. */
  public String listing() {
    return scratch + "files.json";
  }

  /** The folder that each worker's {@code Progress} has a file in. */
  public String progress() {
    return scratch + "progress/";
  }

  /**
   * The name that every try of the same key has, on any machine, and no other key: for what a
   * program can see, such as the name of its folder.
   */
  public String keyName() {
    String[] steps = checkpoints.split("/");
    return steps[steps.length - 1];
  }

  /** A folder that the next try of the same key finds again, and that goes when one succeeds. */
  public String checkpoints() {
    return checkpoints;
  }

  /**
   * A file among the {@link #checkpoints()} whose one line says where the next try goes on from, as
   * {@code status} shows it: {@code epoch 4 of 10}.
   */
  public String resumption() {
    return checkpoints + RESUMPTION;
  }
}
