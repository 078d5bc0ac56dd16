package charwise.engine.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fixed set of threads that run the same job in lock step, kept alive between jobs. Waiting spins
 * first, so that a fork and join costs well under a microsecond while work keeps coming. Who waits
 * for the others' work then looks again now and then; who waits for the next job sleeps until it is
 * woken. The calling thread is member 0. Used from one thread at a time.
 */
public final class Team implements AutoCloseable {
  /** What every member runs. */
  @FunctionalInterface
  public interface Job {
    /** Runs the part of {@code member}, from 0 to {@link Team#size} − 1. */
    void run(int member);
  }

  /** Ints from one member's count to the next: lines of the cache of their own. */
  private static final int APART = 32;

  private static final int SPINS = 20_000;
  private static final long PARK_NANOS = 50_000;

  private final int size;
  private final @Nullable PhaseClock clock;
  private final Worker[] workers;
  private final AtomicInteger arrived = new AtomicInteger();
  private final AtomicInteger finished = new AtomicInteger();
  private final AtomicInteger nextTask = new AtomicInteger();
  private final AtomicIntegerArray taken;
  private volatile int phase;
  private final AtomicInteger jobNumber = new AtomicInteger();
  private volatile @Nullable Job job;
  private volatile @Nullable Throwable failure;
  private volatile boolean closed;

  /** Starts {@code size − 1} threads. */
  public Team(int size) {
    this(size, null);
  }

  /**
   * Starts {@code size − 1} threads whose work is timed.
   *
   * @param clock what is told where the time goes; null for none
   */
  public Team(int size, @Nullable PhaseClock clock) {
    if (size < 1) {
      throw new IllegalArgumentException("a team needs a thread, not " + size);
    }
    this.size = size;
    this.clock = clock;
    taken = new AtomicIntegerArray(size * APART);
    workers = new Worker[size - 1];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker(i + 1);
    }
    for (Worker worker : workers) {
      worker.thread.start();
    }
  }

  /** The number of members, the caller among them. */
  public int size() {
    return size;
  }

  /**
   * Runs the job on every member and returns when all have finished; rethrows the first failure.
   */
  public void run(Job work) {
    startTasksOver();
    arrived.set(0);
    if (size == 1) {
      work.run(0);
      return;
    }
    finished.set(0);
    job = work;
    jobNumber.incrementAndGet();
    for (Worker worker : workers) {
      worker.wake();
    }
    attempt(work, 0);
    pause(0);
    int spins = 0;
    while (finished.get() < size - 1) {
      spins = spin(spins);
    }
    resume(0);
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
   *
   * @param member who waits
   */
  public void barrier(int member) {
    barrier(member, Team::nothing);
  }

  /**
   * Waits until every member has arrived and the last of them has done what is left to one alone.
   *
   * @param last done by the member that arrives last, before any goes on
   */
  public void barrier(int member, Runnable last) {
    int now = phase;
    if (arrived.incrementAndGet() == size) {
      last.run();
      arrived.set(0);
      startTasksOver();
      phase = now + 1;
      return;
    }
    pause(member);
    int spins = 0;
    while (phase == now) {
      if (failure != null) {
        throw new IllegalStateException("another worker failed");
      }
      spins = spin(spins);
    }
    resume(member);
  }

  /**
   * The next undone task of the current job, counted up from 0 and shared by all members; starts
   * over at every {@link #run} and {@link #barrier}. Which member does which task must not show in
   * the results.
   */
  public int nextTask() {
    return nextTask.getAndIncrement();
  }

  /**
   * The next undone task for a member: one of its own or, once these are done, of another's. Starts
   * over at every {@link #run} and {@link #barrier}; a phase uses this or {@link #nextTask()}.
   *
   * @param firstTasks see {@link Ownership#firstTasks}; of at most as many owners as members
   * @return its number; −1 if none is left
   */
  public int nextTask(int member, int[] firstTasks) {
    int owners = firstTasks.length - 1;
    for (int i = 0; i < owners; i++) {
      int owner = (member + i) % owners;
      int end = firstTasks[owner + 1];
      if (firstTasks[owner] + taken.get(owner * APART) < end) {
        int task = firstTasks[owner] + taken.getAndIncrement(owner * APART);
        if (task < end) {
          return task;
        }
      }
    }
    return -1;
  }

  private void startTasksOver() {
    nextTask.set(0);
    for (int member = 0; member < size; member++) {
      taken.set(member * APART, 0);
    }
  }

  /** Tells the clock, if there is one, that a member begins a phase of the job. */
  @SuppressWarnings("EnumOrdinal") // a phase is counted at its place
  public void begin(int member, Enum<?> jobPhase) {
    if (clock != null) {
      clock.begin(member, jobPhase.ordinal());
    }
  }

  /** Tells the clock, if there is one, that the caller begins a phase while no job runs. */
  @SuppressWarnings("EnumOrdinal")
  public void beginAlone(Enum<?> jobPhase) {
    if (clock != null) {
      clock.beginAlone(jobPhase.ordinal());
    }
  }

  private static void nothing() {}

  private void pause(int member) {
    if (clock != null) {
      clock.pause(member);
    }
  }

  private void resume(int member) {
    if (clock != null) {
      clock.resume(member);
    }
  }

  /** Lets the threads end. */
  @Override
  public void close() {
    closed = true;
    for (Worker worker : workers) {
      worker.wake();
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

  /** One look at what others do: at first again at once, later only now and then. */
  private static int spin(int spins) {
    if (spins < SPINS) {
      Thread.onSpinWait();
      return spins + 1;
    }
    LockSupport.parkNanos(PARK_NANOS);
    return spins;
  }

  /** A member other than the caller. */
  private final class Worker implements Runnable {
    private final int member;
    private final Thread thread;
    private volatile boolean asleep;

    Worker(int member) {
      this.member = member;
      thread = Thread.ofPlatform().name("charwise-" + member).daemon().unstarted(this);
    }

    @Override
    public void run() {
      int seen = 0;
      while (true) {
        awaitJobAfter(seen);
        if (closed) {
          return;
        }
        seen++;
        resume(member);
        Job work = job;
        if (work != null) {
          attempt(work, member);
        }
        pause(member);
        finished.incrementAndGet();
      }
    }

    private void awaitJobAfter(int seen) {
      for (int spins = 0; spins < SPINS && isIdle(seen); spins++) {
        Thread.onSpinWait();
      }
      while (isIdle(seen)) {
        asleep = true; // before the last look: who gives work looks at this after giving it
        if (isIdle(seen)) {
          LockSupport.park(this);
        }
        asleep = false;
      }
    }

    private boolean isIdle(int seen) {
      return jobNumber.get() == seen && !closed;
    }

    void wake() {
      if (asleep) {
        LockSupport.unpark(thread);
      }
    }
  }
}
