package charwise.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeamTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void everyMemberRunsEveryJobOnce(int size) {
    AtomicIntegerArray runs = new AtomicIntegerArray(size);
    try (Team team = new Team(size)) {
      for (int job = 0; job < 100; job++) {
        team.run(runs::incrementAndGet);
      }
    }
    for (int member = 0; member < size; member++) {
      assertThat(runs.get(member)).isEqualTo(100);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void nobodyPassesABarrierBeforeAllHaveReachedIt(int size) {
    int[] before = new int[size];
    int[] seen = new int[size];
    try (Team team = new Team(size)) {
      for (int round = 1; round <= 50; round++) {
        int value = round;
        team.run(
            member -> {
              before[member] = value;
              team.barrier(member);
              int sum = 0;
              for (int other : before) {
                sum += other;
              }
              seen[member] = sum;
            });
        assertThat(seen).containsOnly(round * size);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void theLastAtABarrierWorksAloneBeforeAnyGoesOn(int size) {
    int[] sum = new int[1];
    int[] before = new int[size];
    int[] seen = new int[size];
    Runnable add = () -> sum[0] = IntStream.of(before).sum();
    try (Team team = new Team(size)) {
      for (int round = 1; round <= 50; round++) {
        int value = round;
        team.run(
            member -> {
              before[member] = value;
              team.barrier(member, add);
              seen[member] = sum[0];
            });
        assertThat(seen).containsOnly(round * size);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void tasksAreHandedOutOnceAndStartOverAtEachBarrier(int size) {
    AtomicIntegerArray done = new AtomicIntegerArray(40);
    try (Team team = new Team(size)) {
      team.run(
          member -> {
            for (int phase = 0; phase < 3; phase++) {
              for (int task = team.nextTask(); task < 40; task = team.nextTask()) {
                done.incrementAndGet(task);
              }
              team.barrier(member);
            }
          });
    }
    for (int task = 0; task < 40; task++) {
      assertThat(done.get(task)).isEqualTo(3);
    }
  }

  @Test
  void aFailureReachesTheCallerAndFreesThoseWhoWait() {
    try (Team team = new Team(3)) {
      assertThatThrownBy(
              () ->
                  team.run(
                      member -> {
                        if (member == 1) {
                          throw new IllegalArgumentException("broken");
                        }
                        team.barrier(member);
                      }))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("broken");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aTeamWorksOnAfterTheLastAtABarrierHasFailed(int size) {
    Runnable broken =
        () -> {
          throw new IllegalArgumentException("broken");
        };
    AtomicIntegerArray passed = new AtomicIntegerArray(size);
    try (Team team = new Team(size)) {
      assertThatThrownBy(() -> team.run(member -> team.barrier(member, broken)))
          .isInstanceOf(RuntimeException.class);
      team.run(
          member -> {
            team.barrier(member);
            passed.incrementAndGet(member);
          });
    }
    for (int member = 0; member < size; member++) {
      assertThat(passed.get(member)).isEqualTo(1);
    }
  }

  @Test
  void whoHasNoWorkSleepsAndIsWoken() {
    Thread[] threads = new Thread[3];
    try (Team team = new Team(3)) {
      for (int round = 0; round < 3; round++) {
        Arrays.fill(threads, null);
        team.run(member -> threads[member] = Thread.currentThread());
        assertThat(threads).doesNotContainNull();
        for (int member = 1; member < 3; member++) {
          awaitState(threads[member], Thread.State.WAITING);
        }
      }
    }
    for (int member = 1; member < 3; member++) {
      awaitState(threads[member], Thread.State.TERMINATED);
    }
  }

  private static void awaitState(Thread thread, Thread.State state) {
    long begin = System.nanoTime();
    while (thread.getState() != state && System.nanoTime() - begin < 10_000_000_000L) {
      Thread.onSpinWait();
    }
    assertThat(thread.getState()).isEqualTo(state);
  }

  private enum Half {
    FIRST,
    SECOND
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  @SuppressWarnings("EnumOrdinal")
  void aClockIsToldWhatEachMemberDoes(int size) {
    PhaseClock clock = new PhaseClock(size, Half.values().length);
    try (Team team = new Team(size, clock)) {
      team.beginAlone(Half.FIRST);
      clock.reset();
      team.run(
          member -> {
            team.begin(member, Half.SECOND);
            team.barrier(member);
          });
      team.beginAlone(Half.FIRST);
    }
    assertThat(clock.working(0, Half.FIRST.ordinal())).isPositive();
    for (int member = 0; member < size; member++) {
      assertThat(clock.working(member, Half.SECOND.ordinal())).isPositive();
    }
    assertThat(clock.waiting(0, Half.FIRST.ordinal())).isZero();
  }

  @Test
  void anEmptyTeamIsRefused() {
    assertThatThrownBy(() -> new Team(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
