package io.reprise.stages.table;

import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.StoredFile;
import java.io.IOException;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.beam.sdk.coders.SerializableCoder;
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
  private final List<StoredFile> shards;

  private ReadTable(Class<T> type, List<StoredFile> shards) {
    this.type = type;
    this.shards = shards;
  }

  public static <T extends SpecificRecord> ReadTable<T> of(Class<T> type, InputFiles input) {
    return new ReadTable<>(type, List.copyOf(input.tables()));
  }

  @Override
  public PCollection<T> expand(PBegin begin) {
    return begin
        .apply("List shards", Create.of(shards).withCoder(SerializableCoder.of(StoredFile.class)))
        .apply("Spread shards", Reshuffle.viaRandomKey())
        .apply("Read shard", ParDo.of(new ReadShardFn<>(type)))
        .setCoder(AvroCoder.of(type));
  }

  private static final class ReadShardFn<T extends SpecificRecord> extends DoFn<StoredFile, T> {

    private static final long serialVersionUID = 1L;

    private final Class<T> type;

    private ReadShardFn(Class<T> type) {
      this.type = type;
    }

    @ProcessElement
    public void process(@Element StoredFile shard, OutputReceiver<T> output) throws IOException {
      Tables.forEach(shard, type, output::output);
    }
  }
}
