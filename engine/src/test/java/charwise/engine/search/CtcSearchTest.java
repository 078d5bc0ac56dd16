package charwise.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.GoldenFile;
import charwise.engine.kernel.RandomStream;
import charwise.engine.tensor.PanelMatrix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CtcSearchTest {
  private static PanelMatrix random(int rows, int size, long seed) {
    PanelMatrix logits = PanelMatrix.zeros(rows, size);
    RandomStream random = new RandomStream(seed);
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < size; k++) {
        logits.values()[logits.index(r, k)] = (float) (6 * random.nextDouble() - 3);
      }
    }
    return logits;
  }

  @Test
  void aWideBeamRanksAllLabellingsAsTheReferenceDoes() throws IOException {
    List<GoldenFile> cases = GoldenFile.load("ctc-lstm-bi").objects("small");
    for (GoldenFile small : cases) {
      PanelMatrix logits = small.panels("logits");
      CtcSearch search = new CtcSearch(3);
      Output greedy = search.greedy(logits, 0, 1, logits.rows());
      assertThat(greedy.ids()).isEqualTo(small.integers("greedy_ids"));
      List<GoldenFile> expected = small.objects("labellings");
      List<Output> found = search.best(logits, 0, 1, logits.rows(), 100, 100, null);
      assertThat(found).hasSameSizeAs(expected);
      for (int i = 0; i < expected.size(); i++) {
        assertThat(found.get(i).ids()).isEqualTo(expected.get(i).integers("ids"));
        assertThat(found.get(i).logProbability())
            .isCloseTo(-expected.get(i).number("nats"), within(2e-6));
      }
    }
    assertThat(cases.getLast().integers("greedy_ids"))
        .as("the last case is one in which the best path is not the best labelling")
        .isNotEqualTo(cases.getLast().objects("labellings").getFirst().integers("ids"));
  }

  @Test
  void theBestPathsOfItemsSideBySideAreThoseOfTheReference() throws IOException {
    GoldenFile golden = GoldenFile.load("ctc-lstm-bi");
    PanelMatrix logits = golden.panels("logits");
    CtcSearch search = new CtcSearch(logits.columns());
    int from = 0;
    for (int n = 0; n < 4; n++) {
      int steps = 2 * golden.integers("source_lengths")[n];
      assertThat(search.greedy(logits, from, 1, steps).ids())
          .isEqualTo(golden.object("greedy").lists("ids").get(n));
      from += steps;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void theBestFoundIsNeverLessProbableThanTheBestPath(int width) {
    for (long seed = 0; seed < 200; seed++) {
      PanelMatrix logits = random(9, 4, seed);
      CtcSearch search = new CtcSearch(4);
      double greedy = search.greedy(logits, 0, 1, 9).logProbability();
      List<Output> found = search.best(logits, 0, 1, 9, width, width, null);
      assertThat(found.getFirst().logProbability()).isGreaterThanOrEqualTo(greedy);
      assertThat(found)
          .isSortedAccordingTo((a, b) -> Double.compare(b.logProbability(), a.logProbability()));
      assertThat(found.stream().map(o -> Arrays.toString(o.ids()))).doesNotHaveDuplicates();
    }
  }

  @Test
  void aBeamAsWideAsAllLabellingsFindsWhatAWiderOneFinds() {
    PanelMatrix logits = random(6, 3, 5);
    CtcSearch search = new CtcSearch(3);
    List<Output> wide = search.best(logits, 0, 1, 6, 1000, 5, null);
    List<Output> wider = search.best(logits, 0, 1, 6, 2000, 5, null);
    double total =
        search.best(logits, 0, 1, 6, 1000, 1000, null).stream()
            .mapToDouble(o -> StrictMath.exp(o.logProbability()))
            .sum();
    assertThat(total).as("of all labellings").isCloseTo(1, within(1e-6));
    assertThat(ids(wide)).isEqualTo(ids(wider));
  }

  @Test
  void rowsOfOtherItemsDoNotMatter() {
    PanelMatrix alone = random(7, 5, 3);
    PanelMatrix beside = random(21, 5, 4);
    for (int t = 0; t < 7; t++) {
      for (int k = 0; k < 5; k++) {
        beside.values()[beside.index(3 * t + 1, k)] = alone.values()[alone.index(t, k)];
      }
    }
    List<Output> one = new CtcSearch(5).best(alone, 0, 1, 7, 4, 4, null);
    List<Output> other = new CtcSearch(5).best(beside, 1, 3, 7, 4, 4, null);
    assertThat(ids(other)).isEqualTo(ids(one));
    assertThat(other.getFirst().logProbability()).isEqualTo(one.getFirst().logProbability());
  }

  /** Only 1, 1 2 and 1 2 1 2: the states are the units so far. */
  private static final class Alternating implements Constraint {
    @Override
    public int start() {
      return 0;
    }

    @Override
    public int next(int state, int id, int left) {
      boolean fits = id == 1 + state % 2 && state < 4;
      return fits && (isComplete(state + 1) || left > 0) ? state + 1 : -1;
    }

    @Override
    public boolean isComplete(int state) {
      return state == 1 || state == 2 || state == 4;
    }
  }

  @Test
  void aConstraintLeavesOnlyWhatItAllowsInTheSameOrder() {
    PanelMatrix logits = random(6, 3, 9);
    CtcSearch search = new CtcSearch(3);
    List<String> allowed =
        ids(search.best(logits, 0, 1, 6, 1000, 1000, null)).stream()
            .filter(List.of("[1]", "[1, 2]", "[1, 2, 1, 2]")::contains)
            .toList();
    assertThat(ids(search.best(logits, 0, 1, 6, 50, 50, new Alternating())))
        .isEqualTo(allowed)
        .hasSize(3);
  }

  @Test
  void whereNothingAllowedHasAPathNothingIsFound() {
    assertThat(new CtcSearch(3).best(random(0, 3, 1), 0, 1, 0, 5, 5, new Alternating())).isEmpty();
    List<Output> empty = new CtcSearch(3).best(random(0, 3, 1), 0, 1, 0, 5, 5, null);
    assertThat(ids(empty)).containsExactly("[]");
    assertThat(empty.getFirst().logProbability()).isZero();
  }

  private static List<String> ids(List<Output> outputs) {
    List<String> ids = new ArrayList<>();
    outputs.forEach(output -> ids.add(Arrays.toString(output.ids())));
    return ids;
  }
}
