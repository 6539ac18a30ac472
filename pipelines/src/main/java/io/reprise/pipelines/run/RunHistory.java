package io.reprise.pipelines.run;

import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The earlier runs of one pipeline, read only as far back as somebody asks. */
final class RunHistory {

  private static final Logger LOG = LoggerFactory.getLogger(RunHistory.class);

  private final String pipeline;
  private final RunFolders runs;
  private final Iterator<String> unread;
  private final Map<String, Digest> latest = new HashMap<>();

  RunHistory(String pipeline, RunFolders runs) throws IOException {
    this.pipeline = pipeline;
    this.runs = runs;
    this.unread = runs.ids().iterator();
  }

  /** The key that a stage had when it last had an artifact. */
  synchronized Optional<Digest> latestKey(String stage) {
    while (!latest.containsKey(stage) && unread.hasNext()) {
      read(unread.next());
    }
    return Optional.ofNullable(latest.get(stage));
  }

  private void read(String id) {
    try {
      RunManifest manifest = runs.read(id);
      if (manifest.pipeline().equals(pipeline)) {
        for (StageEntry entry : manifest.all()) {
          if (entry.key() != null && entry.succeeded()) {
            latest.putIfAbsent(entry.name(), new Digest(entry.key()));
          }
        }
      }
    } catch (ReportedException e) {
      LOG.warn("run {} is passed over: {}", id, e.getMessage());
    }
  }
}
