package io.reprise.pipelines.outputs;

import io.reprise.pipelines.tablediff.TableDiff;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An output whose bytes differ.
 *
 * @param content as pipeline files name it; {@code files} where the manifests do not say, or not
 *     the same
 * @param files other than those of the table
 * @param pictures those of the files that are pictures, with what they show compared
 * @param table null where neither run has a Parquet file in it, or nobody asked for it
 * @param agreement null where the content has none, or nobody asked for it
 */
public record OutputDiff(
    String stage,
    String output,
    String content,
    FilesDiff files,
    List<PictureDiff> pictures,
    @Nullable TableDiff table,
    @Nullable AgreementDiff agreement) {

  public OutputDiff {
    pictures = List.copyOf(pictures);
  }

  /** Whether nothing differs beyond bytes. */
  public boolean isEmpty() {
    return files.isEmpty()
        && pictures.isEmpty()
        && (table == null || table.isEmpty())
        && (agreement == null || agreement.isEmpty());
  }

  /** As pipeline files refer to it: {@code train.model}. */
  public String name() {
    return stage + "." + output;
  }
}
