package io.reprise.stages.ingest;

import io.reprise.schemas.digest.Digest;
import java.io.Serializable;

/**
 * Some bytes of a dataset's file that is not packed.
 *
 * @param file by the name that messages call it
 * @param start of the first byte, from 0
 * @param bytes how many
 * @param digest of these bytes, made when the whole file was compared with its own
 * @param firstLine number of the line that they begin with, from 1; 0 where the file is no text
 */
record ByteRange(String file, long start, long bytes, Digest digest, long firstLine)
    implements Serializable {}
