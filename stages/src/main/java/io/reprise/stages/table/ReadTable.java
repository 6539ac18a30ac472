package io.reprise.stages.table;

import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.StoredFile;
import java.io.IOException;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * The records of an input, shards side by side, in no order.
 *
 * @param <T> record generated from one of this project's schemas
 */
public final class ReadTable<T extends SpecificRecord> extends PTransform<PBegin, PCollection<T>> {

  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private final List<String> uris;

  private ReadTable(Class<T> type, List<String> uris) {
    this.type = type;
    this.uris = uris;
  }

  public static <T extends SpecificRecord> ReadTable<T> of(Class<T> type, InputFiles input) {
    return new ReadTable<>(type, input.tables().stream().map(StoredFile::uri).toList());
  }

  @Override
  public PCollection<T> expand(PBegin begin) {
    return begin
        .apply("List shards", Create.of(uris).withCoder(StringUtf8Coder.of()))
        .apply("Spread shards", Reshuffle.viaRandomKey())
        .apply("Read shard", ParDo.of(new ReadShardFn<>(type)))
        .setCoder(AvroCoder.of(type));
  }

  private static final class ReadShardFn<T extends SpecificRecord> extends DoFn<String, T> {

    private static final long serialVersionUID = 1L;

    private final Class<T> type;

    private ReadShardFn(Class<T> type) {
      this.type = type;
    }

    @ProcessElement
    public void process(@Element String uri, OutputReceiver<T> output) throws IOException {
      Tables.forEach(uri, type, output::output);
    }
  }
}
