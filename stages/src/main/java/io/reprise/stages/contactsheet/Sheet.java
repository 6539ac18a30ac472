package io.reprise.stages.contactsheet;

import io.reprise.stages.table.ExampleFacts;
import java.util.List;

/**
 * What is drawn.
 *
 * @param facts of all examples
 */
record Sheet(ExampleFacts facts, List<Group> groups) {

  Sheet {
    groups = List.copyOf(groups);
  }

  /**
   * Images that stand together.
   *
   * @param rows of the group, those not chosen included
   * @param images chosen, by ascending id
   */
  record Group(String title, long rows, List<Image> images) {

    Group {
      images = List.copyOf(images);
    }
  }

  /**
   * One image.
   *
   * @param pixels unsigned bytes, channel by channel, each row by row
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Image(long id, String className, byte[] pixels) {}
}
