package io.reprise.stages.spi;

import java.nio.file.Path;

/**
 * Where the files are that a pipeline refers to.
 *
 * @param data the folder of the dataset catalogue
 * @param pipelineFolder the folder of the pipeline file, which relative paths in it start from
 */
public record ProjectFolders(Path data, Path pipelineFolder) {}
