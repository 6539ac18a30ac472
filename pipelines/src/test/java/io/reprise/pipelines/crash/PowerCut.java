package io.reprise.pipelines.crash;

import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.crash.DiskLog.Content;
import io.reprise.pipelines.crash.DiskLog.Inode;
import io.reprise.pipelines.crash.DiskLog.Name;
import io.reprise.pipelines.crash.DiskLog.Names;
import io.reprise.pipelines.crash.DiskLog.Step;
import io.reprise.pipelines.crash.DiskLog.SyncFile;
import io.reprise.pipelines.crash.DiskLog.SyncFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * What a disk may hold when the power goes after some of the steps of a log, by the rules of Pillai
 * et al., "All File Systems Are Not Created Equal" (OSDI 2014): names in a folder that was not
 * synced since are there or not, each by itself; of a content that was not synced since, all, a
 * part, zeros or nothing is there. Only a rename within one folder is all or nothing.
 */
final class PowerCut {

  /** How much of what was not synced is lost. */
  enum Loss {
    ALL,
    DATA,
    RANDOM
  }

  private final DiskLog log;

  /** For each step, the number of the next sync that makes it last. */
  private final int[] lasting;

  PowerCut(DiskLog log) {
    this.log = log;
    List<Step> steps = log.steps();
    this.lasting = new int[steps.size()];
    Map<Object, Integer> next = new HashMap<>();
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      if (step instanceof SyncFolder sync) {
        next.put(sync.folder(), i);
      } else if (step instanceof SyncFile sync) {
        next.put(sync.file(), i);
      } else if (step instanceof Names names) {
        lasting[i] = next.getOrDefault(names.folder(), Integer.MAX_VALUE);
      } else if (step instanceof Content content) {
        lasting[i] = next.getOrDefault(content.file(), Integer.MAX_VALUE);
      }
      if (i < log.beginning()) {
        lasting[i] = -1;
      }
    }
  }

  /** Files below the folder that is watched, by path relative to it. */
  Map<Path, byte[]> files(int prefix, Loss loss, Random random) {
    double kept = random.nextDouble();
    Map<Path, Inode> names = new TreeMap<>();
    Map<Inode, byte[]> contents = new HashMap<>();
    for (int i = 0; i < prefix; i++) {
      Step step = log.steps().get(i);
      boolean lasts = lasting[i] < prefix;
      if (step instanceof Names changes
          && (lasts || loss == Loss.DATA || (loss == Loss.RANDOM && random.nextDouble() < kept))) {
        changes.names().forEach(change -> apply(change, names));
      } else if (step instanceof Content content) {
        byte[] before = contents.getOrDefault(content.file(), new byte[0]);
        byte[] bytes = content.bytes();
        contents.put(
            content.file(),
            lasts ? bytes : loss == Loss.RANDOM ? torn(before, bytes, random) : before);
      }
    }
    Map<Path, byte[]> files = new TreeMap<>();
    names.forEach(
        (path, inode) -> {
          if (!inode.isFolder() && isReached(path, names)) {
            files.put(log.root().relativize(path), contents.getOrDefault(inode, new byte[0]));
          }
        });
    return files;
  }

  private static void apply(Name change, Map<Path, Inode> names) {
    if (change.inode() == null) {
      names.remove(change.path());
    } else {
      names.put(change.path(), change.inode());
    }
  }

  private boolean isReached(Path path, Map<Path, Inode> names) {
    Path folder = Objects.requireNonNull(path.getParent());
    return folder.equals(log.root()) || (names.containsKey(folder) && isReached(folder, names));
  }

  private static byte[] torn(byte[] before, byte[] after, Random random) {
    int part = random.nextInt(after.length + 1);
    return switch (random.nextInt(5)) {
      case 0 -> before;
      case 1 -> Arrays.copyOf(after, part);
      case 2 -> new byte[after.length];
      case 3 -> Arrays.copyOf(Arrays.copyOf(after, part), after.length); // zeros behind
      default -> after;
    };
  }

  /** Makes a folder hold these files and no others; whether that changed anything. */
  static boolean write(Map<Path, byte[]> files, Map<Path, byte[]> before, Path folder)
      throws IOException {
    boolean changed = false;
    for (Path gone : before.keySet()) {
      if (!files.containsKey(gone)) {
        delete(folder.resolve(gone), folder);
        changed = true;
      }
    }
    for (Map.Entry<Path, byte[]> file : files.entrySet()) {
      if (!Arrays.equals(before.get(file.getKey()), file.getValue())) {
        Path path = folder.resolve(file.getKey());
        Path parent = Objects.requireNonNull(path.getParent());
        if (!Files.isDirectory(parent)) {
          Files.createDirectories(parent);
        }
        Files.write(path, file.getValue());
        changed = true;
      }
    }
    return changed;
  }

  /** With the folders that are empty then. */
  private static void delete(Path file, Path root) throws IOException {
    Files.delete(file);
    for (Path folder = file.getParent();
        folder != null && !folder.equals(root) && Disk.childrenOf(folder).isEmpty();
        folder = folder.getParent()) {
      Files.delete(folder);
    }
  }
}
