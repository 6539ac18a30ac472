package io.reprise.pipelines.cache;

/** What stands under a key, its artifact unchecked. */
public sealed interface StoredRecord {

  record Found(KeyRecord record) implements StoredRecord {}

  /** Nothing was ever published under the key, or it was dropped. */
  record Absent() implements StoredRecord {}

  /** It was written when keys were made of other things. */
  record OtherFormat(long format) implements StoredRecord {}

  /**
   * @param what names the file and says what is wrong with it
   */
  record Unreadable(String what) implements StoredRecord {}
}
