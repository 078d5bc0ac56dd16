package charwise.engine.benchmark;

import charwise.engine.kernel.PhaseClock;
import charwise.engine.task.Phase;
import java.util.ArrayList;
import java.util.List;

/**
 * What one thread does in one phase of a step.
 *
 * @param member the thread, from 0
 * @param workingSeconds in the mean of all steps
 * @param waitingSeconds for the other threads, likewise
 */
public record PhaseTime(Phase phase, int member, double workingSeconds, double waitingSeconds) {
  /** What a clock says after so many steps, phase by phase. */
  @SuppressWarnings("EnumOrdinal") // a phase is counted at its place
  static List<PhaseTime> of(PhaseClock clock, int members, long steps) {
    List<PhaseTime> times = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      for (int member = 0; member < members; member++) {
        times.add(
            new PhaseTime(
                phase,
                member,
                clock.working(member, phase.ordinal()) * 1e-9 / steps,
                clock.waiting(member, phase.ordinal()) * 1e-9 / steps));
      }
    }
    return times;
  }
}
