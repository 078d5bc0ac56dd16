package charwise.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhaseClockTest {
  private static final int LOAD = 0;
  private static final int WORK = 1;

  private long now = 1_000;
  private final PhaseClock clock = new PhaseClock(2, 2, () -> now);

  @Test
  void timeGoesToThePhaseThatAMemberIsIn() {
    clock.beginAlone(LOAD);
    now += 10;
    clock.resume(1);
    clock.begin(0, WORK);
    clock.begin(1, WORK);
    now += 5;
    clock.pause(1);
    now += 7;
    clock.pause(0);
    clock.resume(0);
    clock.resume(1);
    now += 2;
    clock.beginAlone(LOAD);

    assertThat(clock.working(0, LOAD)).isEqualTo(10);
    assertThat(clock.waiting(1, LOAD)).isEqualTo(10);
    assertThat(clock.working(1, LOAD)).isZero();
    assertThat(clock.working(0, WORK)).isEqualTo(14);
    assertThat(clock.waiting(0, WORK)).isZero();
    assertThat(clock.working(1, WORK)).isEqualTo(7);
    assertThat(clock.waiting(1, WORK)).isEqualTo(7);
  }

  @Test
  void afterAResetNothingIsMeasured() {
    clock.beginAlone(WORK);
    now += 10;
    clock.reset();
    now += 3;
    clock.beginAlone(LOAD);

    assertThat(clock.working(0, WORK)).isEqualTo(3);
    assertThat(clock.waiting(1, WORK)).isEqualTo(3);
  }
}
