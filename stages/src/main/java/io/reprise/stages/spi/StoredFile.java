package io.reprise.stages.spi;

import io.reprise.schemas.digest.Digest;
import java.io.Serializable;

/**
 * A file that a stage can read through Beam's {@code FileSystems}: one of an input, or one from
 * outside the pipeline.
 *
 * @param name path below its output, with {@code /}: {@code 00000.parquet}; of a file from outside,
 *     its name in {@link Externals}
 * @param uri where it is
 * @param digest of the content that the stage's key was made with; {@code StageFiles} checks that
 *     it is what is read
 */
public record StoredFile(String name, String uri, Digest digest) implements Serializable {}
