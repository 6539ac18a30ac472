package io.reprise.stages.network;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntConsumer;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The number of threads that native code uses, which reaches the bits of its results. It is partly
 * a setting of the whole process, so whoever computes takes a lease first: those with one thread
 * may hold one side by side, all others are alone.
 */
public final class NativeThreads {

  // Fair, so that a training does not keep an evaluation waiting for more than a batch.
  private static final ReentrantReadWriteLock LOCK = new ReentrantReadWriteLock(true);

  private NativeThreads() {}

  /** Held while computing, by the thread that computes. */
  public interface Lease extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits for the turn of the calling thread, and sets the number of threads for it.
   *
   * @param threads at least 1
   */
  public static Lease lease(int threads) {
    return lease(threads, NativeThreads::use);
  }

  /** The same for code that has its threads of OpenMP alone; does not load ND4J. */
  static Lease leaseOpenMp(int threads) {
    return lease(threads, OpenMp::setThreads);
  }

  private static Lease lease(int threads, IntConsumer setting) {
    NativeRuntime.prepare();
    Lock lock = threads == 1 ? LOCK.readLock() : LOCK.writeLock();
    lock.lock();
    try {
      setting.accept(threads);
    } catch (RuntimeException | Error e) {
      lock.unlock();
      throw e;
    }
    return lock::unlock;
  }

  private static void use(int threads) {
    // First, since starting ND4J sets the others.
    Nd4j.getEnvironment();
    // OpenMP's number belongs to the calling thread, OpenBLAS' and libnd4j's to the process.
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    Nd4j.factory().blas().setMaxThreads(threads);
    Nd4j.getEnvironment().setMaxThreads(threads);
    Nd4j.getEnvironment().setMaxMasterThreads(threads);
  }
}
