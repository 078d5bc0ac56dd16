package charwise.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
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
        team.run(member -> {
          before[member] = value;
          team.barrier();
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
  @ValueSource(ints = {1, 2, 3})
  void tasksAreHandedOutOnceAndStartOverAtEachBarrier(int size) {
    AtomicIntegerArray done = new AtomicIntegerArray(40);
    try (Team team = new Team(size)) {
      team.run(member -> {
        for (int phase = 0; phase < 3; phase++) {
          for (int task = team.nextTask(); task < 40; task = team.nextTask()) {
            done.incrementAndGet(task);
          }
          team.barrier();
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
      assertThatThrownBy(() -> team.run(member -> {
        if (member == 1) {
          throw new IllegalArgumentException("broken");
        }
        team.barrier();
      })).isInstanceOf(IllegalArgumentException.class).hasMessage("broken");
    }
  }

  @Test
  void anEmptyTeamIsRefused() {
    assertThatThrownBy(() -> new Team(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
