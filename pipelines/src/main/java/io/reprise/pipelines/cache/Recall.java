package io.reprise.pipelines.cache;

/** What stands under a key, its artifact unchecked. */
public sealed interface Recall {

  record Known(KeyRecord record) implements Recall {}

  /** Nothing was ever published under the key, or it was dropped. */
  record Nothing() implements Recall {}

  /** It was written when keys were made of other things. */
  record OtherFormat(long format) implements Recall {}

  /**
   * @param what names the file and says what is wrong with it
   */
  record Unreadable(String what) implements Recall {}
}
