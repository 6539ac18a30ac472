package io.reprise.stages.onednn;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.javacpp.Pointer;

/** Native objects that are given back together, latest first. */
final class Resources implements AutoCloseable {

  private final Deque<Pointer> pointers = new ArrayDeque<>();

  <T extends Pointer> T keep(T pointer) {
    pointers.push(pointer);
    return pointer;
  }

  @Override
  public void close() {
    while (!pointers.isEmpty()) {
      pointers.pop().close();
    }
  }
}
