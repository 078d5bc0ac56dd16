package charwise.engine.comparison.sweep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Does pieces of work in their order, several at once. When one fails, the others are asked to
 * stop.
 */
final class ParallelWork {
  /** A piece of work. */
  @FunctionalInterface
  interface Piece {
    void run() throws IOException;
  }

  private final int atOnce;
  private volatile boolean stopped;

  ParallelWork(int atOnce) {
    this.atOnce = atOnce;
  }

  int atOnce() {
    return atOnce;
  }

  /**
   * Starts no more pieces; those under way have to ask {@link #stopped}. Any thread may call it.
   */
  void stop() {
    stopped = true;
  }

  boolean stopped() {
    return stopped;
  }

  /**
   * Does all pieces, and returns when none is under way any more.
   *
   * @throws IOException the first failure; unchecked ones likewise
   */
  void run(List<Piece> work) throws IOException {
    try (ExecutorService pool =
        Executors.newFixedThreadPool(
            atOnce, Thread.ofPlatform().name("charwise-run-", 1).daemon().factory())) {
      List<Future<?>> pending = new ArrayList<>();
      for (Piece piece : work) {
        pending.add(pool.submit(() -> attempt(piece)));
      }
      for (Future<?> result : pending) {
        await(result);
      }
    }
  }

  private Void attempt(Piece piece) throws IOException {
    boolean done = false;
    try {
      if (!stopped) {
        piece.run();
      }
      done = true;
      return null;
    } finally {
      if (!done) {
        stopped = true;
      }
    }
  }

  private void await(Future<?> result) throws IOException {
    try {
      result.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException failure -> throw failure;
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      stopped = true;
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
