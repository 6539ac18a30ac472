package io.reprise.stages.spi;

import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * A stage whose work falls into parts that know nothing of each other, such as the shards of a
 * table. On Beam the parts are elements that go to any worker; on one machine the engine gives them
 * to threads itself, without the start of a runner.
 *
 * @param <P> part
 * @param <R> what is known of parts that are done
 */
public abstract class MapReduceStage<P extends Serializable, R extends Serializable>
    implements Stage {

  private final Class<P> part;
  private final Class<R> result;

  protected MapReduceStage(Class<P> part, Class<R> result) {
    this.part = part;
    this.result = result;
  }

  /** The whole work, which reads {@code context}'s inputs. Does nothing yet. */
  public abstract MapReduce<P, R> work(StageContext context);

  @Override
  public final PCollection<WrittenFile> expand(Pipeline beam, StageContext context) {
    MapReduce<P, R> work = work(context);
    Coder<R> results = SerializableCoder.of(result);
    PCollection<P> parts =
        beam.apply("Start", Create.of(type().name()))
            .apply("List parts", ParDo.of(new PartsFn<>(work)))
            .setCoder(KvCoder.of(VarIntCoder.of(), SerializableCoder.of(part)))
            .apply("Spread parts", new Spread<>());
    Written<R> mapped = Written.by(ParDo.of(new MapFn<>(work, context)), parts, results);
    return mapped.filesAnd(
        mapped
            .results()
            .apply("Add up", Combine.globally(new AddFn<>(work)).withoutDefaults())
            .setCoder(results)
            .apply("Finish", WriteFiles.of(context, work::finish)));
  }

  /**
   * The parts of some work; none would be a mistake of its author's, since nothing would finish.
   */
  public static <P extends Serializable> List<P> partsOf(MapReduce<P, ?> work) throws Exception {
    List<P> parts = work.parts();
    if (parts.isEmpty()) {
      throw new IllegalStateException("a MapReduce has no parts");
    }
    return parts;
  }

  private static final class PartsFn<P extends Serializable> extends DoFn<String, KV<Integer, P>> {

    private static final long serialVersionUID = 1L;

    private final MapReduce<P, ?> work;

    PartsFn(MapReduce<P, ?> work) {
      this.work = work;
    }

    @ProcessElement
    public void process(OutputReceiver<KV<Integer, P>> output) throws Exception {
      int number = 0;
      for (P part : partsOf(work)) {
        output.output(KV.of(number++, part));
      }
    }
  }

  private static final class MapFn<P extends Serializable, R extends Serializable>
      extends DoFn<P, R> {

    private static final long serialVersionUID = 1L;

    private final MapReduce<P, R> work;
    private final StageContext context;

    MapFn(MapReduce<P, R> work, StageContext context) {
      this.work = work;
      this.context = context;
    }

    @ProcessElement
    public void process(@Element P part, OutputReceiver<R> results, MultiOutputReceiver outputs)
        throws Exception {
      Attempt attempt = new Attempt(context);
      R result = work.map(part, attempt);
      attempt.files().forEach(outputs.get(Written.FILES)::output);
      results.output(result);
    }

    @Teardown
    public void teardown() {
      work.close();
    }
  }

  private static final class AddFn<R extends Serializable> extends Combine.CombineFn<R, R, R> {

    private static final long serialVersionUID = 1L;

    private final MapReduce<?, R> work;

    AddFn(MapReduce<?, R> work) {
      this.work = work;
    }

    @Override
    public R createAccumulator() {
      return work.nothing();
    }

    @Override
    public R addInput(R sum, R more) {
      return work.add(sum, more);
    }

    @Override
    public R mergeAccumulators(Iterable<R> sums) {
      R all = work.nothing();
      for (R sum : sums) {
        all = work.add(all, sum);
      }
      return all;
    }

    @Override
    public R extractOutput(R sum) {
      return sum;
    }
  }
}
