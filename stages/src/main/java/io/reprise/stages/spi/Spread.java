package io.reprise.stages.spi;

import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Gives each element to any worker, whatever worker made it. Elements are numbered, so that a plain
 * grouping does it; Beam's {@code Reshuffle} is eight transforms where this is two, and each of
 * them takes a runner longer to start than a small stage to run.
 *
 * @param <T> element; the key is its number, which no other element has
 */
final class Spread<T> extends PTransform<PCollection<KV<Integer, T>>, PCollection<T>> {

  private static final long serialVersionUID = 1L;

  @Override
  public PCollection<T> expand(PCollection<KV<Integer, T>> elements) {
    return elements
        .apply("Group", GroupByKey.create())
        .apply("Pass on", ParDo.of(new PassOnFn<>()))
        .setCoder(((KvCoder<Integer, T>) elements.getCoder()).getValueCoder());
  }

  private static final class PassOnFn<T> extends DoFn<KV<Integer, Iterable<T>>, T> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element KV<Integer, Iterable<T>> group, OutputReceiver<T> output) {
      group.getValue().forEach(output::output);
    }
  }
}
