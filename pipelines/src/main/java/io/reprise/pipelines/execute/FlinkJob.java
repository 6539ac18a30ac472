package io.reprise.pipelines.execute;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.WrittenFile;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job on a Flink cluster. Beam's own wait looks once in a second or more, and does not say why a
 * job failed.
 */
final class FlinkJob implements RunningStage {

  private static final Logger LOG = LoggerFactory.getLogger(FlinkJob.class);

  private static final long POLL_MILLIS = 100;

  /** Of a printed stack trace: the class of a cause, and what it said. */
  private static final Pattern CAUSE =
      Pattern.compile("^(?:Caused by: )?([\\w.$]+)(?:: (.*))?$", Pattern.MULTILINE);

  private final BeamJob job;
  private final String name;
  private final FlinkCluster cluster;
  private final Runnable ended;

  FlinkJob(BeamJob job, String name, FlinkCluster cluster, Runnable ended) {
    this.job = job;
    this.name = name;
    this.cluster = cluster;
    this.ended = ended;
  }

  @Override
  public List<WrittenFile> await() throws Exception {
    try {
      while (!job.isEnded()) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
      return job.await();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw explained(e);
    } finally {
      ended.run();
    }
  }

  @Override
  public void cancel() {
    job.cancel();
  }

  private Exception explained(Exception failure) throws InterruptedException {
    try {
      return cluster.failure(name).<Exception>map(FlinkJob::cause).orElse(failure);
    } catch (IOException | RuntimeException e) {
      LOG.info("could not ask why a job failed", e);
      return new ReportedException(
          cluster + " does not answer any more; run again when it does", failure);
    }
  }

  /** What a stage reported, or else the innermost cause. */
  static ReportedException cause(String trace) {
    String last = "";
    Matcher causes = CAUSE.matcher(trace);
    while (causes.find()) {
      String said = causes.group(2) == null ? "" : causes.group(2);
      if (causes.group(1).equals(ReportedException.class.getName())) {
        return new ReportedException(said);
      }
      last = causes.group(1).replaceFirst(".*\\.", "") + ": " + said;
    }
    return new ReportedException(last + " (the logs of Flink's TaskManagers show where)");
  }
}
