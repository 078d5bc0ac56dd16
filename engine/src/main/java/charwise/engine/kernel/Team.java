package charwise.engine.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fixed set of threads that run the same job in lock step, kept alive between jobs. Waiting spins
 * first and then parks: a fork and join costs well under a microsecond while work keeps coming, and
 * nothing while it does not. The calling thread is member 0. Used from one thread at a time.
 */
public final class Team implements AutoCloseable {
  /** What every member runs. */
  @FunctionalInterface
  public interface Job {
    /** Runs the part of {@code member}, from 0 to {@link Team#size} − 1. */
    void run(int member);
  }

  private static final int SPINS = 20_000;
  private static final long PARK_NANOS = 50_000;

  private final int size;
  private final AtomicInteger arrived = new AtomicInteger();
  private final AtomicInteger finished = new AtomicInteger();
  private final AtomicInteger nextTask = new AtomicInteger();
  private volatile int phase;
  private final AtomicInteger jobNumber = new AtomicInteger();
  private volatile @Nullable Job job;
  private volatile @Nullable Throwable failure;
  private volatile boolean closed;

  /** Starts {@code size − 1} threads. */
  public Team(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a team needs a thread, not " + size);
    }
    this.size = size;
    for (int member = 1; member < size; member++) {
      int number = member;
      Thread.ofPlatform().name("charwise-" + member).daemon().start(() -> work(number));
    }
  }

  /** The number of members, the caller among them. */
  public int size() {
    return size;
  }

  /** Runs the job on every member and returns when all have finished; rethrows the first failure. */
  public void run(Job work) {
    nextTask.set(0);
    if (size == 1) {
      work.run(0);
      return;
    }
    finished.set(0);
    arrived.set(0);
    job = work;
    jobNumber.incrementAndGet();
    attempt(work, 0);
    int spins = 0;
    while (finished.get() < size - 1) {
      spins = pause(spins);
    }
    Throwable thrown = failure;
    if (thrown != null) {
      failure = null;
      if (thrown instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) thrown;
    }
  }

  /**
   * Waits until every member has arrived. A job in which one member fails while others wait here
   * ends for all of them with an exception.
   */
  public void barrier() {
    if (size == 1) {
      nextTask.set(0);
      return;
    }
    int now = phase;
    if (arrived.incrementAndGet() == size) {
      arrived.set(0);
      nextTask.set(0);
      phase = now + 1;
      return;
    }
    int spins = 0;
    while (phase == now) {
      if (failure != null) {
        throw new IllegalStateException("another worker failed");
      }
      spins = pause(spins);
    }
  }

  /**
   * The next undone task of the current job, counted up from 0 and shared by all members; starts
   * over at every {@link #run} and {@link #barrier}. Which member does which task must not show in
   * the results.
   */
  public int nextTask() {
    return nextTask.getAndIncrement();
  }

  /** Lets the threads end. */
  @Override
  public void close() {
    closed = true;
  }

  private void work(int member) {
    int seen = 0;
    int spins = 0;
    while (!closed) {
      if (jobNumber.get() == seen) {
        spins = pause(spins);
        continue;
      }
      seen++;
      spins = 0;
      Job work = job;
      if (work != null) {
        attempt(work, member);
      }
      finished.incrementAndGet();
    }
  }

  @SuppressWarnings("IllegalCatch")
  private void attempt(Job work, int member) {
    try {
      work.run(member);
    } catch (RuntimeException | Error e) {
      if (failure == null) {
        failure = e;
      }
    }
  }

  private static int pause(int spins) {
    if (spins < SPINS) {
      Thread.onSpinWait();
      return spins + 1;
    }
    LockSupport.parkNanos(PARK_NANOS);
    return spins;
  }
}
