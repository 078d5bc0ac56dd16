package charwise.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import charwise.engine.kernel.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTreeTest {
  private static Set<String> accepted(PrefixTree tree, int vocabularySize, int length) {
    Set<String> accepted = new HashSet<>();
    collect(tree, tree.start(), new int[0], vocabularySize, length, accepted);
    return accepted;
  }

  private static void collect(
      PrefixTree tree, int state, int[] ids, int vocabularySize, int left, Set<String> accepted) {
    if (tree.isComplete(state)) {
      accepted.add(Arrays.toString(ids));
    }
    boolean goesOn = false;
    for (int id = 0; left > 0 && id < vocabularySize; id++) {
      int next = tree.next(state, id, left - 1);
      if (next >= 0) {
        int[] longer = Arrays.copyOf(ids, ids.length + 1);
        longer[ids.length] = id;
        collect(tree, next, longer, vocabularySize, left - 1, accepted);
        goesOn = true;
      }
    }
    assertThat(goesOn || tree.isComplete(state)).as("%s can be completed", ids).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void allowsWhatIsInTheListAndNothingElse(long seed) {
    RandomStream random = new RandomStream(seed);
    List<int[]> outputs = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int[] output = new int[1 + random.nextInt(5)];
      Arrays.setAll(output, j -> 1 + random.nextInt(3));
      outputs.add(output);
    }
    PrefixTree tree = new PrefixTree(outputs);
    for (int length = 1; length <= 6; length++) {
      int most = length;
      List<String> fitting =
          outputs.stream().filter(o -> o.length <= most).map(Arrays::toString).distinct().toList();
      if (!fitting.isEmpty()) {
        assertThat(accepted(tree, 5, length)).containsExactlyInAnyOrderElementsOf(fitting);
      }
    }
  }

  @Test
  void anEmptyOutputAndOneThatBeginsAnotherAreOutputsToo() {
    PrefixTree tree = new PrefixTree(List.of(new int[] {7, 7, 7}, new int[0], new int[] {7}));
    assertThat(accepted(tree, 9, 9)).containsExactlyInAnyOrder("[]", "[7]", "[7, 7, 7]");
    assertThat(accepted(tree, 9, 2)).containsExactlyInAnyOrder("[]", "[7]");
  }

  @Test
  void anEmptyListIsRefused() {
    assertThatThrownBy(() -> new PrefixTree(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
