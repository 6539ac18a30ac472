package io.reprise.pipelines.tablediff;

import java.nio.file.Path;

/**
 * One file of a table.
 *
 * @param name as messages have it
 * @param digest of its bytes
 */
public record TableShard(String name, String digest, Path path) {}
