package io.reprise.stages.ingest;

import io.reprise.schemas.record.Example;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Finds the ids of test images whose pixels are also in train or validation, by a 64-bit hash: that
 * two different images of 70,000 have the same one has a chance of about 1 in 10 billion.
 *
 * <p>Hashes are compared in a few large buckets, since a runner's cost for a key is more than for a
 * number.
 */
final class SharedImages extends PTransform<PCollection<Example>, PCollection<Long>> {

  private static final long serialVersionUID = 1L;
  private static final int BUCKET_BITS = 4;

  @Override
  public PCollection<Long> expand(PCollection<Example> examples) {
    return examples
        .apply("Hash pixels", ParDo.of(new HashFn()))
        .setCoder(
            KvCoder.of(VarIntCoder.of(), KvCoder.of(BigEndianLongCoder.of(), VarLongCoder.of())))
        .apply("Gather bucket", GroupByKey.create())
        .apply("Compare hashes", ParDo.of(new CompareFn()));
  }

  /** Murmur3's 64-bit finalizer over eight bytes at a time. */
  static long hash(ByteBuffer pixels) {
    ByteBuffer bytes = pixels.duplicate();
    long hash = bytes.remaining();
    while (bytes.remaining() >= Long.BYTES) {
      hash = mix(hash ^ bytes.getLong());
    }
    while (bytes.hasRemaining()) {
      hash = mix(hash ^ bytes.get());
    }
    return hash;
  }

  private static long mix(long value) {
    long z = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
    z = (z ^ z >>> 33) * 0xc4ceb9fe1a85ec53L;
    return (z ^ z >>> 33) + 0x9e3779b97f4a7c15L;
  }

  /** Bucket, hash, and the id of a test image or -1. */
  private static final class HashFn extends DoFn<Example, KV<Integer, KV<Long, Long>>> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element Example example, OutputReceiver<KV<Integer, KV<Long, Long>>> output) {
      long hash = hash(example.getPixels());
      long testId = example.getSplit().equals(IngestPlan.TEST) ? example.getId() : -1;
      output.output(KV.of((int) (hash >>> (Long.SIZE - BUCKET_BITS)), KV.of(hash, testId)));
    }
  }

  private static final class CompareFn extends DoFn<KV<Integer, Iterable<KV<Long, Long>>>, Long> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element KV<Integer, Iterable<KV<Long, Long>>> bucket, OutputReceiver<Long> output) {
      Set<Long> train = new HashSet<>();
      List<KV<Long, Long>> test = new ArrayList<>();
      for (KV<Long, Long> image : bucket.getValue()) {
        if (image.getValue() < 0) {
          train.add(image.getKey());
        } else {
          test.add(image);
        }
      }
      for (KV<Long, Long> image : test) {
        if (train.contains(image.getKey())) {
          output.output(image.getValue());
        }
      }
    }
  }
}
