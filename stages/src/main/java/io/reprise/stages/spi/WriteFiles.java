package io.reprise.stages.spi;

import java.io.Serializable;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * Writes files for each element, each time in an {@link Attempt} of its own; the output is the
 * files.
 *
 * @param <T> element
 */
public final class WriteFiles<T> extends PTransform<PCollection<T>, PCollection<WrittenFile>> {

  private static final long serialVersionUID = 1L;

  /** Of what transforms that write files put out. */
  public static final Coder<WrittenFile> CODER = SerializableCoder.of(WrittenFile.class);

  private final StageContext context;
  private final Writer<T> writer;

  /** Writes the files of one element. */
  @FunctionalInterface
  public interface Writer<T> extends Serializable {
    void write(T element, Attempt attempt) throws Exception;
  }

  private WriteFiles(StageContext context, Writer<T> writer) {
    this.context = context;
    this.writer = writer;
  }

  public static <T> WriteFiles<T> of(StageContext context, Writer<T> writer) {
    return new WriteFiles<>(context, writer);
  }

  @Override
  public PCollection<WrittenFile> expand(PCollection<T> elements) {
    return elements.apply(ParDo.of(new WriteFn<>(context, writer))).setCoder(CODER);
  }

  private static final class WriteFn<T> extends DoFn<T, WrittenFile> {

    private static final long serialVersionUID = 1L;

    private final StageContext context;
    private final Writer<T> writer;

    private WriteFn(StageContext context, Writer<T> writer) {
      this.context = context;
      this.writer = writer;
    }

    @ProcessElement
    public void process(@Element T element, OutputReceiver<WrittenFile> output) throws Exception {
      Attempt attempt = new Attempt(context);
      writer.write(element, attempt);
      attempt.files().forEach(output::output);
    }
  }
}
