package charwise.engine.kernel;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * How long each member of a {@link Team} works in each phase of its jobs, and how long it then
 * waits for the others. Each member writes to its own account only; whoever reads them must be
 * alone.
 */
public final class PhaseClock {
  private final LongSupplier nanoTime;
  private final Account[] accounts;

  /** A clock for teams of {@code members} whose jobs have {@code phases} phases. */
  public PhaseClock(int members, int phases) {
    this(members, phases, System::nanoTime);
  }

  PhaseClock(int members, int phases, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    accounts = new Account[members];
    for (int member = 0; member < members; member++) {
      accounts[member] = new Account(phases, nanoTime.getAsLong());
    }
  }

  /** Starts anew with nothing measured. */
  public void reset() {
    for (Account account : accounts) {
      account.charge(nanoTime.getAsLong());
      Arrays.fill(account.working, 0);
      Arrays.fill(account.waiting, 0);
    }
  }

  /** Nanoseconds for which a member has worked in a phase. */
  public long working(int member, int phase) {
    return accounts[member].working[phase];
  }

  /** Nanoseconds for which a member has waited at the end of a phase, or within it. */
  public long waiting(int member, int phase) {
    return accounts[member].waiting[phase];
  }

  /** From now on a member works in a phase. */
  void begin(int member, int phase) {
    Account account = accounts[member];
    account.charge(nanoTime.getAsLong());
    account.phase = phase;
  }

  /** From now on member 0 works in a phase, and all others wait for it. */
  void beginAlone(int phase) {
    for (int member = 0; member < accounts.length; member++) {
      begin(member, phase);
      if (member == 0) {
        resume(member);
      } else {
        pause(member);
      }
    }
  }

  /** From now on a member waits. */
  void pause(int member) {
    accounts[member].turn(accounts[member].waiting, nanoTime.getAsLong());
  }

  /** From now on a member works again. */
  void resume(int member) {
    accounts[member].turn(accounts[member].working, nanoTime.getAsLong());
  }

  /**
   * Nanoseconds that one member has worked and waited in each phase, and which of the two it does.
   */
  private static final class Account {
    private final long[] working;
    private final long[] waiting;
    private long[] running;
    private int phase;
    private long since;

    Account(int phases, long now) {
      working = new long[phases];
      waiting = new long[phases];
      running = waiting;
      since = now;
    }

    void charge(long now) {
      running[phase] += now - since;
      since = now;
    }

    void turn(long[] next, long now) {
      charge(now);
      running = next;
    }
  }
}
