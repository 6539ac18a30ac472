package io.reprise.pipelines.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Tells this start of the machine from earlier ones, before which the power may have been cut. */
final class BootId {

  private static final Path LINUX = Path.of("/proc/sys/kernel/random/boot_id");

  private BootId() {}

  /** Another one each time where nobody can tell. */
  static String current() {
    try {
      return Files.readString(LINUX).strip();
    } catch (IOException e) { // another system: its first process starts with it
      Optional<Instant> start = ProcessHandle.of(1).flatMap(first -> first.info().startInstant());
      return start.map(Instant::toString).orElseGet(() -> UUID.randomUUID().toString());
    }
  }
}
