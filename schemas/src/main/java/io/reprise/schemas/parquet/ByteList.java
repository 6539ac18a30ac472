package io.reprise.schemas.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** A list of numbers as bytes. */
record ByteList(String column, ByteArrayOutputStream bytes, Consumer<Object> sink)
    implements ListConverter.Elements {

  private static final int MOST = 255;

  @Override
  public void start() {
    bytes.reset();
  }

  @Override
  public void add(Object element) {
    int value = (int) element;
    if (value < 0 || value > MOST) {
      throw new ValueProblem(column, "has " + value + ", which is not from 0 to 255");
    }
    bytes.write(value);
  }

  @Override
  public void addNull() {
    throw new ValueProblem(column, "has an element that is null");
  }

  @Override
  public void end() {
    sink.accept(ByteBuffer.wrap(bytes.toByteArray()));
  }
}
