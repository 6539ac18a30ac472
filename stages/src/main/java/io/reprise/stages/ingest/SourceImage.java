package io.reprise.stages.ingest;

import java.nio.ByteBuffer;

/**
 * A row of a dataset's split, before its pixels are decoded.
 *
 * @param split train or test as the dataset has it; validation too, once rows are chosen
 * @param id row in the dataset's split, from 0
 * @param label the dataset's own, until rows are chosen
 * @param origin what messages call the row's place
 * @param bytes pixels channel by channel, or a JPEG or PNG file
 */
record SourceImage(String split, long id, int label, String origin, ByteBuffer bytes) {

  SourceImage relabelled(String newSplit, int newLabel) {
    return new SourceImage(newSplit, id, newLabel, origin, bytes);
  }
}
