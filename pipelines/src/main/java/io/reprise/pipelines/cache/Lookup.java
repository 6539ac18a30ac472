package io.reprise.pipelines.cache;

/** What the cache knows of a key. */
public sealed interface Lookup {

  /** The artifact is there and its bytes are right. */
  record Hit(KeyRecord record) implements Lookup {}

  /** Nothing was ever published under the key. */
  record Absent() implements Lookup {}

  /**
   * Something is there but cannot be trusted; running the stage again replaces it.
   *
   * @param what names the file and says what is wrong with it
   */
  record Damaged(String what) implements Lookup {}
}
