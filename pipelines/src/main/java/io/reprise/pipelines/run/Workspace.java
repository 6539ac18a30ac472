package io.reprise.pipelines.run;

import io.reprise.stages.spi.Surroundings;
import java.nio.file.Path;

/**
 * The folders that runs work with.
 *
 * @param store where artifacts are kept
 * @param runs where each run has its folder
 * @param surroundings where a pipeline's outside files are
 */
public record Workspace(Path store, Path runs, Surroundings surroundings) {}
