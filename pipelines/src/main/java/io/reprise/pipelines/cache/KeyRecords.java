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
  private final TemporaryFiles temporaryFiles;

  KeyRecords(Path folder, TemporaryFiles temporaryFiles) {
    this.folder = new DigestFolder(folder, ".json");
    this.temporaryFiles = temporaryFiles;
  }

  Path file(Digest key) {
    return folder.file(key);
  }

  /** Of the file below the folder. */
  String name(Digest key) {
    return folder.name(key);
  }

  StoredRecord storedRecord(Digest key) {
    Path file = file(key);
    try {
      return decode(key, Files.readAllBytes(file), file.toString());
    } catch (NoSuchFileException e) {
      return new StoredRecord.Absent();
    } catch (IOException e) {
      return new StoredRecord.Unreadable(file + " cannot be read: " + e.getMessage());
    }
  }

  /**
   * @param place that the bytes are from, for messages
   */
  static StoredRecord decode(Digest key, byte[] bytes, String place) {
    try {
      KeyRecord record = KeyRecord.fromMap(SealedJson.read(bytes));
      return record.preimage().key().equals(key)
          ? new StoredRecord.Found(record)
          : new StoredRecord.Unreadable(place + " is not the record of its key");
    } catch (Preimage.OtherFormatException e) {
      return new StoredRecord.OtherFormat(e.format());
    } catch (IOException | IllegalArgumentException | ClassCastException e) {
      return new StoredRecord.Unreadable(place + " cannot be read: " + e.getMessage());
    }
  }

  static byte[] encode(KeyRecord record) {
    return SealedJson.write(record.toMap()).getBytes(StandardCharsets.UTF_8);
  }

  void write(KeyRecord record) throws IOException {
    temporaryFiles.replace(file(record.preimage().key()), encode(record));
  }

  DigestFolder.Inventory inventory() {
    return folder.inventory();
  }
}
