package io.reprise.pipelines.run;

import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The earlier runs of one pipeline, read only as far back as somebody asks. */
final class RunHistory {

  private static final Logger LOG = LoggerFactory.getLogger(RunHistory.class);

  private final String pipeline;
  private final RunFolders runs;
  private final Iterator<String> unread;
  private final List<RunManifest> read = new ArrayList<>();

  RunHistory(String pipeline, RunFolders runs) throws IOException {
    this.pipeline = pipeline;
    this.runs = runs;
    this.unread = runs.ids().iterator();
  }

  /** The key that a stage had when it last had one. */
  synchronized Optional<Digest> latestKey(String stage) {
    for (int i = 0; i < read.size() || readOneMore(); i++) {
      Optional<String> key = read.get(i).stage(stage).map(StageEntry::key).filter(Objects::nonNull);
      if (key.isPresent()) {
        return key.map(Digest::new);
      }
    }
    return Optional.empty();
  }

  private boolean readOneMore() {
    while (unread.hasNext()) {
      String id = unread.next();
      try {
        RunManifest manifest = runs.read(id);
        if (manifest.pipeline().equals(pipeline)) {
          return read.add(manifest);
        }
      } catch (ReportedException e) {
        LOG.warn("run {} is passed over: {}", id, e.getMessage());
      }
    }
    return false;
  }
}
