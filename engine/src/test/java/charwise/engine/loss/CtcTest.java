package charwise.engine.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.GoldenFile;
import charwise.engine.kernel.RandomStream;
import charwise.engine.tensor.PanelMatrix;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The loss against sums over all paths, against PyTorch, and its gradient against differences. */
class CtcTest {
  private static PanelMatrix random(int rows, int size) {
    PanelMatrix logits = PanelMatrix.zeros(rows, size);
    RandomStream random = new RandomStream(rows + 7L * size);
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < size; k++) {
        logits.values()[logits.index(r, k)] = (float) (4 * random.nextDouble() - 2);
      }
    }
    return logits;
  }

  private static double[] row(PanelMatrix logits, int row) {
    double[] values = new double[logits.columns()];
    for (int k = 0; k < values.length; k++) {
      values[k] = logits.values()[logits.index(row, k)];
    }
    return values;
  }

  /** p(target) summed over all paths, one after another. */
  private static double byAllPaths(PanelMatrix logits, int[] target) {
    int size = logits.columns();
    double total = 0;
    int[] path = new int[logits.rows()];
    for (long number = 0; number < Math.round(StrictMath.pow(size, path.length)); number++) {
      long rest = number;
      double probability = 1;
      for (int t = 0; t < path.length; t++) {
        path[t] = (int) (rest % size);
        rest /= size;
        double sum = 0;
        for (double logit : row(logits, t)) {
          sum += StrictMath.exp(logit);
        }
        probability *= StrictMath.exp(row(logits, t)[path[t]]) / sum;
      }
      if (Arrays.equals(collapse(path), target)) {
        total += probability;
      }
    }
    return total;
  }

  private static int[] collapse(int[] path) {
    return IntStream.range(0, path.length)
        .filter(t -> path[t] != Ctc.BLANK && (t == 0 || path[t] != path[t - 1]))
        .map(t -> path[t])
        .toArray();
  }

  @Test
  void theSmallCasesAreThoseOfTheReference() throws IOException {
    int impossible = 0;
    for (GoldenFile small : GoldenFile.load("ctc-lstm-bi").objects("small")) {
      for (GoldenFile expected : small.objects("targets")) {
        PanelMatrix logits = small.panels("logits");
        int[] target = expected.integers("ids");
        int steps = logits.rows();
        Ctc ctc = new Ctc(3, steps, target.length);
        double nats = ctc.backward(logits, 0, 1, steps, target, 0, target.length, 1f);
        if (expected.has("nats")) {
          assertThat(nats).isCloseTo(expected.number("nats"), within(2e-6));
        } else {
          assertThat(nats).isEqualTo(Double.POSITIVE_INFINITY);
          assertThat(expected.integer("paths")).isZero();
          impossible++;
        }
        double[] gradient = expected.values("d_logits");
        for (int i = 0; i < gradient.length; i++) {
          assertThat(row(logits, i / 3)[i % 3]).isCloseTo(gradient[i], within(1e-6));
        }
      }
    }
    assertThat(impossible).isGreaterThan(3);
  }

  @Test
  void itemsSideBySideAreThoseOfTheReference() throws IOException {
    GoldenFile golden = GoldenFile.load("ctc-lstm-bi");
    PanelMatrix packed = golden.panels("logits");
    List<int[]> targets = golden.lists("target_ids");
    int[] lengths = golden.integers("source_lengths");
    int items = lengths.length;
    int repeat = golden.integer("repeat_input");
    PanelMatrix logits = PanelMatrix.zerosApart(10 * items, packed.columns());
    Ctc ctc = new Ctc(packed.columns(), 10, 4);
    int from = 0;
    for (int n = 0; n < items; n++) {
      int steps = repeat * lengths[n];
      for (int t = 0; t < steps; t++) {
        for (int k = 0; k < packed.columns(); k++) {
          logits.values()[logits.index(t * items + n, k)] =
              packed.values()[packed.index(from + t, k)];
        }
      }
      from += steps;
      int[] target = targets.get(n);
      double nats = ctc.forward(logits, n, items, steps, target, 0, target.length);
      assertThat(nats).isCloseTo(golden.values("item_nats")[n], within(2e-5));
      assertThat(ctc.backward(logits, n, items, steps, target, 0, target.length, 1f))
          .isEqualTo(nats);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 3", "5, 3", "6, 2", "4, 5"})
  void theLossIsTheSumOverAllPaths(int steps, int size) {
    PanelMatrix logits = random(steps, size);
    int last = size - 1;
    for (int[] target : new int[][] {{}, {1}, {last, last}, {1, last, 1}, {last, last, last}}) {
      double expected = byAllPaths(logits, target);
      Ctc ctc = new Ctc(size, steps, target.length);
      double nats = ctc.forward(logits, 0, 1, steps, target, 0, target.length);
      assertThat(StrictMath.exp(-nats)).isCloseTo(expected, within(1e-6));
      assertThat(nats == Double.POSITIVE_INFINITY)
          .isEqualTo(steps < Ctc.minimumSteps(target, 0, target.length));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 2, 1", "2, 5, 1", "15, 3, 7", "16, 17, 9", "17, 70, 8", "33, 4, 16"})
  void theGradientAgreesWithDifferences(int steps, int size, int length) {
    int[] target = new int[length + 3];
    for (int i = 0; i < length; i++) {
      target[i + 2] = 1 + i / 2 % (size - 1); // every label twice in a row
    }
    int possible = length;
    while (Ctc.minimumSteps(target, 2, possible) > steps) {
      possible--;
    }
    PanelMatrix gradient = random(steps, size);
    Ctc ctc = new Ctc(size, steps, length);
    ctc.backward(gradient, 0, 1, steps, target, 2, possible, 0.5f);
    PanelMatrix logits = random(steps, size);
    for (int t = 0; t < steps; t += 5) {
      for (int k = 0; k < size; k++) {
        int place = logits.index(t, k);
        float before = logits.values()[place];
        logits.values()[place] = before + 0.01f;
        double more = ctc.forward(logits, 0, 1, steps, target, 2, possible);
        logits.values()[place] = before - 0.01f;
        double less = ctc.forward(logits, 0, 1, steps, target, 2, possible);
        logits.values()[place] = before;
        assertThat((double) gradient.values()[place])
            .isCloseTo(0.5 * (more - less) / 0.02, within(1e-4));
      }
    }
  }

  @Test
  void pathsOfVanishingProbabilityStayFinite() {
    PanelMatrix logits = PanelMatrix.zeros(400, 3);
    for (int t = 0; t < 400; t++) {
      logits.values()[logits.index(t, 2)] = 60;
    }
    int[] target = {1, 1, 1};
    Ctc ctc = new Ctc(3, 400, 3);
    double nats = ctc.backward(logits, 0, 1, 400, target, 0, 3, 1f);
    assertThat(nats).isBetween(23_900.0, 24_000.0);
    for (int t = 0; t < 400; t++) {
      for (double derivative : row(logits, t)) {
        assertThat(derivative).isBetween(-1.0001, 1.0001);
      }
    }
  }

  @Test
  void anImpossiblePairHasNoGradientWhateverTheLogits() {
    PanelMatrix logits = random(2, 3);
    logits.values()[logits.index(1, 2)] = Float.NaN;
    Ctc ctc = new Ctc(3, 2, 2);
    assertThat(ctc.backward(logits, 0, 1, 2, new int[] {1, 1}, 0, 2, 1f))
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(row(logits, 0)).containsOnly(0);
    assertThat(row(logits, 1)).containsOnly(0);
  }

  @Test
  void anEmptySourceHasAPathForAnEmptyTargetAlone() {
    PanelMatrix logits = random(1, 3);
    Ctc ctc = new Ctc(3, 1, 1);
    assertThat(ctc.forward(logits, 0, 1, 0, new int[0], 0, 0)).isZero();
    assertThat(ctc.forward(logits, 0, 1, 0, new int[] {1}, 0, 1))
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void anItemThatHasNoRoomIsRefused() {
    Ctc ctc = new Ctc(3, 4, 1);
    PanelMatrix logits = random(9, 3);
    int[] target = {1, 2, 1};
    assertThatThrownBy(() -> ctc.forward(logits, 0, 1, 9, target, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ctc.forward(logits, 0, 1, 4, target, 0, 3))
        .isInstanceOf(IllegalArgumentException.class);
    ctc.reserve(9, 3);
    assertThat(ctc.forward(logits, 0, 1, 9, target, 0, 3)).isPositive().isFinite();
  }
}
