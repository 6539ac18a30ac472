package io.reprise.pipelines.cache;

import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.json.SealedJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Key records on disk: {@code keys/ab/cdef....json}. */
final class KeyRecords {

  private final DigestFolder folder;
  private final Drafts drafts;

  KeyRecords(Path folder, Drafts drafts) {
    this.folder = new DigestFolder(folder, ".json");
    this.drafts = drafts;
  }

  Path file(Digest key) {
    return folder.file(key);
  }

  /** Of the file below the folder. */
  String name(Digest key) {
    return folder.name(key);
  }

  Recall recall(Digest key) {
    Path file = file(key);
    try {
      return decode(key, Files.readAllBytes(file), file.toString());
    } catch (NoSuchFileException e) {
      return new Recall.Nothing();
    } catch (IOException e) {
      return new Recall.Unreadable(file + " cannot be read: " + e.getMessage());
    }
  }

  /**
   * @param place that the bytes are from, for messages
   */
  static Recall decode(Digest key, byte[] bytes, String place) {
    try {
      KeyRecord record = KeyRecord.fromMap(SealedJson.read(bytes));
      return record.preimage().key().equals(key)
          ? new Recall.Known(record)
          : new Recall.Unreadable(place + " is not the record of its key");
    } catch (Preimage.OtherFormatException e) {
      return new Recall.OtherFormat(e.format());
    } catch (IOException | IllegalArgumentException | ClassCastException e) {
      return new Recall.Unreadable(place + " cannot be read: " + e.getMessage());
    }
  }

  static byte[] encode(KeyRecord record) {
    return SealedJson.write(record.toMap()).getBytes(StandardCharsets.UTF_8);
  }

  void write(KeyRecord record) throws IOException {
    drafts.replace(file(record.preimage().key()), encode(record));
  }

  DigestFolder.Inventory inventory() throws IOException {
    return folder.inventory();
  }
}
