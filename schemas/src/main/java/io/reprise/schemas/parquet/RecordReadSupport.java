package io.reprise.schemas.parquet;

import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Reads records from the columns of their fields' names, whatever other columns a file has. Not
 * {@code parquet-avro}'s reader, since that one takes what is missing for zero, and narrower or
 * wider numbers for none.
 *
 * @param <T> record generated from an Avro schema
 */
final class RecordReadSupport<T> extends ReadSupport<T> {

  private final Class<T> type;
  private final Schema schema;

  RecordReadSupport(Class<T> type, Schema schema) {
    this.type = type;
    this.schema = schema;
  }

  @Override
  public ReadContext init(InitContext context) {
    MessageType file = context.getFileSchema();
    new RecordConverter(schema, file, record -> {}); // or a mismatch
    return new ReadContext(new MessageType(file.getName(), RecordConverter.known(schema, file)));
  }

  @Override
  public RecordMaterializer<T> prepareForRead(
      ParquetConfiguration configuration,
      Map<String, String> metadata,
      MessageType file,
      ReadContext context) {
    return new Materializer(context.getRequestedSchema());
  }

  @Override
  public RecordMaterializer<T> prepareForRead(
      Configuration configuration,
      Map<String, String> metadata,
      MessageType file,
      ReadContext context) {
    return new Materializer(context.getRequestedSchema());
  }

  private final class Materializer extends RecordMaterializer<T> {

    private final RecordConverter root;
    private @Nullable Object current;

    private Materializer(MessageType columns) {
      this.root = new RecordConverter(schema, columns, record -> current = record);
    }

    @Override
    public T getCurrentRecord() {
      return type.cast(Objects.requireNonNull(current));
    }

    @Override
    public GroupConverter getRootConverter() {
      return root;
    }
  }
}
