package io.reprise.stages.spi;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
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

  /**
   * What a try of a part has found out and the files that it has written are one element: were they
   * two, a runner could take one of a lost worker's try and the other of the next.
   */
  @Override
  public final PCollection<WrittenFile> expand(Pipeline beam, StageContext context) {
    MapReduce<P, R> work = work(context);
    return beam.apply("Start", Create.of(type().name()))
        .apply("List parts", ParDo.of(new PartsFn<>(work, context)))
        .setCoder(KvCoder.of(VarIntCoder.of(), SerializableCoder.of(part)))
        .apply("Spread parts", new Spread<>())
        .apply("Do parts", ParDo.of(new MapFn<>(work, context)))
        .setCoder(KvCoder.of(VoidCoder.of(), SerializableCoder.of(DonePart.class)))
        .apply("Gather", GroupByKey.create())
        .apply("Finish", ParDo.of(new FinishFn<>(work, context)))
        .setCoder(WriteFiles.CODER);
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
    private final StageContext context;

    PartsFn(MapReduce<P, ?> work, StageContext context) {
      this.work = work;
      this.context = context;
    }

    @ProcessElement
    public void process(OutputReceiver<KV<Integer, P>> output) throws Exception {
      context.requireFitWorker();
      int number = 0;
      for (P part : partsOf(work)) {
        output.output(KV.of(number++, part));
      }
    }
  }

  /**
   * What came of a part, of one try of it.
   *
   * @param result an {@code R}
   */
  private record DonePart(ArrayList<WrittenFile> files, Serializable result)
      implements Serializable {}

  private static final class MapFn<P extends Serializable, R extends Serializable>
      extends DoFn<P, KV<Void, DonePart>> {

    private static final long serialVersionUID = 1L;

    private final MapReduce<P, R> work;
    private final StageContext context;

    MapFn(MapReduce<P, R> work, StageContext context) {
      this.work = work;
      this.context = context;
    }

    @ProcessElement
    public void process(@Element P part, OutputReceiver<KV<Void, DonePart>> done) throws Exception {
      Attempt attempt = new Attempt(context);
      R result = work.map(part, attempt);
      done.output(KV.of(null, new DonePart(new ArrayList<>(attempt.files()), result)));
    }

    @Teardown
    public void teardown() {
      work.close();
    }
  }

  /** Goes through the parts once: there may be more than fit into memory. */
  private static final class FinishFn<R extends Serializable>
      extends DoFn<KV<Void, Iterable<DonePart>>, WrittenFile> {

    private static final long serialVersionUID = 1L;

    private final MapReduce<?, R> work;
    private final StageContext context;

    FinishFn(MapReduce<?, R> work, StageContext context) {
      this.work = work;
      this.context = context;
    }

    @ProcessElement
    public void process(
        @Element KV<Void, Iterable<DonePart>> parts, OutputReceiver<WrittenFile> files)
        throws Exception {
      R sum = work.nothing();
      for (DonePart part : parts.getValue()) {
        part.files().forEach(files::output);
        @SuppressWarnings("unchecked") // as MapFn has put it there
        R result = (R) part.result();
        sum = work.add(sum, result);
      }
      Attempt attempt = new Attempt(context);
      work.finish(sum, attempt);
      attempt.files().forEach(files::output);
    }
  }
}
