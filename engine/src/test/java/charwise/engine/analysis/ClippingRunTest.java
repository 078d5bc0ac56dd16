package charwise.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.analysis.ClippingRun.Step;
import charwise.engine.data.Corpus;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Team;
import charwise.engine.optimizer.Clipping;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClippingRunTest {
  private static final int VOCABULARY = 12;

  @Test
  void gradientsExplodeWithoutClippingAndNotWithIt() {
    List<Step> unclipped = run(Clipping.NONE, 30);
    List<Step> clipped = run(Clipping.norm(5), 30);
    assertThat(unclipped.getFirst()).isEqualTo(clipped.getFirst());
    assertThat(unclipped.getFirst().gradientNorm()).isGreaterThan(100);
    assertThat(unclipped.getLast().diverged()).isTrue();
    assertThat(unclipped).hasSizeLessThan(30);
    assertThat(clipped).hasSize(30).noneMatch(Step::diverged);
    assertThat(clipped.getLast().gradientNorm()).isLessThan(10);
    assertThat(clipped.getLast().natsPerCharacter())
        .isLessThan(clipped.getFirst().natsPerCharacter());
  }

  private static List<Step> run(Clipping clipping, int steps) {
    RandomStream random = new RandomStream(6);
    char[] ids = new char[30_000];
    for (int i = 1; i < ids.length; i++) {
      ids[i] = (char) ((ids[i - 1] + random.nextInt(3)) % VOCABULARY);
    }
    int[] letters = IntStream.range('a', 'a' + VOCABULARY).toArray();
    Corpus text = Corpus.of(Vocabulary.of(Units.CODEPOINT, letters), ids, ids.length);
    List<Step> done = new ArrayList<>();
    try (Team team = new Team(2)) {
      ClippingRun.run(text, clipping, steps, 1, team, done::add);
    }
    return done;
  }
}
