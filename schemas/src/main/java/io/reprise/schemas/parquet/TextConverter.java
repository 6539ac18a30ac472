package io.reprise.schemas.parquet;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;

/** Bytes as text, each text of a dictionary decoded once. */
final class TextConverter extends PrimitiveConverter {

  private final String column;
  private final Function<String, Object> form;
  private final Consumer<Object> sink;
  private Object[] decoded = {};

  /**
   * @param form what becomes of a text
   */
  TextConverter(String column, Function<String, Object> form, Consumer<Object> sink) {
    this.column = column;
    this.form = form;
    this.sink = sink;
  }

  @Override
  public void addBinary(Binary value) {
    sink.accept(decode(value));
  }

  @Override
  public boolean hasDictionarySupport() {
    return true;
  }

  @Override
  public void setDictionary(Dictionary dictionary) {
    decoded = new Object[dictionary.getMaxId() + 1];
    for (int i = 0; i < decoded.length; i++) {
      decoded[i] = dictionary.decodeToBinary(i);
    }
  }

  /** Decoded when it is met first, since a problem belongs to a row. */
  @Override
  public void addValueFromDictionary(int id) {
    if (decoded[id] instanceof Binary value) {
      decoded[id] = decode(value);
    }
    sink.accept(decoded[id]);
  }

  private Object decode(Binary value) {
    try {
      ByteBuffer bytes = value.toByteBuffer().duplicate();
      return form.apply(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      throw new ValueProblem(column, "is no text in UTF-8");
    }
  }
}
