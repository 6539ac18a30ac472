package io.reprise.stages.spi;

import io.reprise.schemas.digest.Digest;
import java.io.Serializable;

/**
 * A file that a worker says it has written. Only such files are published, whatever else lies in
 * the folders of workers that have failed or come too late.
 *
 * @param path below the artifact, or below the facts about machines: {@code
 *     out/embeddings/00000.parquet}, {@code facts/native.json}
 * @param uri where it is
 * @param digest of its bytes as they were written
 * @param bytes how many they are
 */
public record WrittenFile(String path, String uri, Digest digest, long bytes)
    implements Serializable {

  /** Where the paths of an artifact's files begin. */
  public static final String OUT = "out/";

  /** Where those of facts about a machine do. */
  public static final String FACTS = "facts/";
}
