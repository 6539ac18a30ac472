package io.reprise.schemas.rule;

import java.util.List;

/** Whether the lists of a table have one length, which is that of the first. */
final class EqualLengths {

  private int expected = -1;

  /** Asks it of the next row. */
  void require(Values values, String name, List<?> list) {
    expected = expected < 0 ? list.size() : expected;
    values.require(!list.isEmpty(), "%s is empty", name);
    values.require(
        list.size() == expected,
        "%s has %d values, where the first row has %d",
        name,
        list.size(),
        expected);
  }
}
