package io.reprise.pipelines.execute;

import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.MapReduce;
import io.reprise.stages.spi.MapReduceStage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.WrittenFile;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.commons.lang3.SerializationUtils;

/**
 * Does work in parts by threads of this process. Each has a copy of the work, as workers of a
 * cluster have, and takes the next part when it has done one. After a failure no further part is
 * begun; of several, the one of the lowest part is told.
 */
final class LocalMapReduce {

  private final int threads;
  private final StageContext context;

  LocalMapReduce(int threads, StageContext context) {
    this.threads = threads;
    this.context = context;
  }

  /** What a thread has done. */
  private record Done<R>(R sum, List<WrittenFile> files) {}

  /** Does the work and waits for its end. */
  <P extends Serializable, R extends Serializable> List<WrittenFile> run(MapReduce<P, R> work)
      throws Exception {
    List<P> parts = MapReduceStage.partsOf(work);
    List<WrittenFile> files = new ArrayList<>();
    R all = work.nothing();
    for (Done<R> done : doAll(work, parts)) {
      all = work.add(all, done.sum());
      files.addAll(done.files());
    }
    Attempt attempt = new Attempt(context);
    work.finish(all, attempt);
    files.addAll(attempt.files());
    return files;
  }

  private <P extends Serializable, R extends Serializable> List<Done<R>> doAll(
      MapReduce<P, R> work, List<P> parts) throws Exception {
    int workers = Math.min(threads, parts.size());
    PartQueue queue = new PartQueue(parts.size());
    ExecutorService pool = Executors.newFixedThreadPool(workers, LocalMapReduce::worker);
    try {
      ExecutorCompletionService<Done<R>> completion = new ExecutorCompletionService<>(pool);
      for (int i = 0; i < workers; i++) {
        MapReduce<P, R> own = SerializationUtils.clone(work);
        completion.submit(() -> doSome(own, parts, queue));
      }
      List<Done<R>> all = new ArrayList<>();
      while (all.size() < workers) {
        all.add(completion.take().get());
      }
      return all;
    } catch (ExecutionException e) {
      Throwable first = queue.firstFailure().orElse(e.getCause());
      throw first instanceof Exception failure ? failure : new ExecutionException(first);
    } finally {
      queue.stop(); // a part may end without heeding the interruption
      pool.shutdownNow();
    }
  }

  private <P extends Serializable, R extends Serializable> Done<R> doSome(
      MapReduce<P, R> work, List<P> parts, PartQueue queue) throws Exception {
    List<WrittenFile> files = new ArrayList<>();
    R sum = work.nothing();
    try {
      for (OptionalInt part = queue.begin(); part.isPresent(); part = queue.begin()) {
        Attempt attempt = new Attempt(context);
        sum = work.add(sum, map(work, parts, part.getAsInt(), attempt, queue));
        files.addAll(attempt.files());
      }
    } finally {
      work.close();
    }
    return new Done<>(sum, files);
  }

  private static <P extends Serializable, R extends Serializable> R map(
      MapReduce<P, R> work, List<P> parts, int part, Attempt attempt, PartQueue queue)
      throws Exception {
    try {
      return work.map(parts.get(part), attempt);
    } catch (Exception | Error e) {
      queue.failed(part, e);
      throw e;
    } finally {
      queue.ended(part);
    }
  }

  /** Of the calling thread's group, which is interrupted as a whole. */
  private static Thread worker(Runnable work) {
    Thread thread = new Thread(work, "worker");
    thread.setDaemon(true);
    return thread;
  }
}
