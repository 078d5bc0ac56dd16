package charwise.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnershipTest {
  private static final int[] PLACES = {0, 100, 200, 300, 400};
  private static final int[] COSTS = {1, 8, 1, 6, 4};

  @Test
  void eachMemberHasAboutTheSameWork() {
    assertThat(firstTasks(1)).containsExactly(0, 5);
    assertThat(firstTasks(2)).containsExactly(0, 3, 5);
    assertThat(firstTasks(3)).containsExactly(0, 2, 4, 5);
  }

  private static int[] firstTasks(int members) {
    return Ownership.evenly(PLACES, COSTS, members).firstTasks(PLACES);
  }

  @Test
  void whoHasNoPlaceHasNoTasks() {
    Ownership ownership = Ownership.evenly(new int[] {0}, new int[] {5}, 3);
    int[] first = ownership.firstTasks(new int[] {0, 64, 128});
    assertThat(first).startsWith(0).endsWith(3);
    assertThat(first).isSorted();
    assertThat(Ownership.evenly(new int[0], new int[0], 2).firstTasks(new int[0]))
        .containsExactly(0, 0, 0);
  }

  @Test
  void otherTasksFollowTheSamePlaces() {
    Ownership ownership = Ownership.evenly(PLACES, COSTS, 2);
    assertThat(ownership.firstTasks(new int[] {0, 150, 299, 300, 999})).containsExactly(0, 3, 5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyTaskIsDoneOnceWhoeverOwnsIt(int size) {
    int[] first = Ownership.evenly(PLACES, COSTS, size).firstTasks(PLACES);
    AtomicIntegerArray done = new AtomicIntegerArray(PLACES.length);
    try (Team team = new Team(size)) {
      for (int round = 0; round < 20; round++) {
        team.run(
            member -> {
              for (int phase = 0; phase < 2; phase++) {
                int task = team.nextTask(member, first);
                while (task >= 0) {
                  done.incrementAndGet(task);
                  task = team.nextTask(member, first);
                }
                team.barrier(member);
              }
            });
      }
    }
    for (int task = 0; task < PLACES.length; task++) {
      assertThat(done.get(task)).isEqualTo(40);
    }
  }
}
