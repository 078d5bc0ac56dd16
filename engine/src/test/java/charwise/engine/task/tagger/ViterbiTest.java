package charwise.engine.task.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.kernel.RandomStream;
import charwise.engine.task.tagger.Viterbi.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ViterbiTest {
  private static final TokenTags TAGS = TokenTags.of(Set.of("B-A", "B-B", "O"));

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 5})
  void noConsistentSequenceIsMoreProbable(int steps) {
    var viterbi = new Viterbi(TAGS);
    var random = new RandomStream(steps);
    for (int trial = 0; trial < 50; trial++) {
      double[] scores = new double[steps * TAGS.size()];
      for (int i = 0; i < scores.length; i++) {
        // coarse, so that many sums are equal
        scores[i] = trial % 2 == 0 ? -random.nextInt(4) : -4 * random.nextDouble();
      }
      Path found = viterbi.best(scores, steps);
      Path expected = exhaustive(scores, steps);
      assertThat(found.tags()).isEqualTo(expected.tags());
      assertThat(found.logProbability()).isEqualTo(expected.logProbability());
    }
  }

  /** Tries all, those of the lowest ids at the end first. */
  private static Path exhaustive(double[] scores, int steps) {
    int size = TAGS.size();
    Path best = new Path(new int[steps], Double.NEGATIVE_INFINITY);
    int count = 1;
    for (int i = 0; i < steps; i++) {
      count *= size;
    }
    for (int number = 0; number < count; number++) {
      int[] tags = new int[steps];
      int rest = number;
      for (int i = 0; i < steps; i++, rest /= size) {
        tags[i] = rest % size;
      }
      double sum = 0;
      for (int i = 0; i < steps; i++) {
        boolean may = i == 0 ? TAGS.mayBegin(tags[0]) : TAGS.mayFollow(tags[i - 1], tags[i]);
        sum = may ? sum + scores[i * size + tags[i]] : Double.NEGATIVE_INFINITY;
      }
      if (sum > best.logProbability()) {
        best = new Path(tags, sum);
      }
    }
    return best;
  }

  @Test
  void aTagThatBreaksTheSchemeGivesWayToTheNextBest() {
    double[] scores = {
      -9, -9, -9, -9, -1, // inside of nothing
      -9, -9, -9, -9, -1,
      -1, -9, -9, -9, -9
    };
    Path path = new Viterbi(TAGS).best(scores, 3);
    assertThat(TAGS.names(path.tags())).containsExactly("B-B", "I-B", "O");
    assertThat(path.logProbability()).isEqualTo(-11);
  }

  @Test
  void equalSumsGoToTheLowestIds() {
    Path path = new Viterbi(TAGS).best(new double[3 * TAGS.size()], 3);
    assertThat(path.tags()).containsExactly(0, 0, 0);
  }

  @Test
  void whatHasNoProbabilityAtAllIsStillAnswered() {
    double[] scores = new double[2 * TAGS.size()];
    Arrays.fill(scores, Double.NEGATIVE_INFINITY);
    assertThat(new Viterbi(TAGS).best(scores, 2).tags()).hasSize(2);
  }

  @Test
  void otherTagsFollowEachOtherFreely() {
    var tags = new TokenTags(List.of("DT", "NN"));
    assertThat(new Viterbi(tags).best(new double[] {-2, -1, -1, -2}, 2).tags())
        .containsExactly(1, 0);
  }
}
