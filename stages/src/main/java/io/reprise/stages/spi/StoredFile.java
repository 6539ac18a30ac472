package io.reprise.stages.spi;

import java.io.Serializable;

/**
 * A file that a stage can read through Beam's {@code FileSystems}.
 *
 * @param name path below its output, with {@code /}: {@code 00000.parquet}
 * @param uri where it is
 */
public record StoredFile(String name, String uri) implements Serializable {}
