package charwise.engine.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.kernel.RandomStream;
import charwise.engine.tensor.PanelMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftmaxCrossEntropyTest {
  private static PanelMatrix logits(int rows, int size) {
    PanelMatrix logits = PanelMatrix.zeros(rows, size);
    RandomStream random = new RandomStream(size);
    for (int r = 0; r < rows; r++) {
      for (int n = 0; n < size; n++) {
        logits.values()[logits.index(r, n)] = (float) (10 * random.nextDouble() - 5);
      }
    }
    return logits;
  }

  private static double[] probabilities(PanelMatrix logits, int row) {
    double[] e = new double[logits.columns()];
    double sum = 0;
    for (int n = 0; n < e.length; n++) {
      e[n] = StrictMath.exp(logits.values()[logits.index(row, n)]);
      sum += e[n];
    }
    for (int n = 0; n < e.length; n++) {
      e[n] /= sum;
    }
    return e;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 16, 65, 200})
  void lossAndGradientAreThoseOfTheFormula(int size) {
    PanelMatrix logits = logits(3, size);
    int[] targets = {0, size - 1, size / 2};
    double[][] expected = new double[3][];
    for (int r = 0; r < 3; r++) {
      expected[r] = probabilities(logits, r);
    }
    double[] nats = new double[3];
    SoftmaxCrossEntropy.backward(logits, targets, 0, 3, nats, 0.25f);
    for (int r = 0; r < 3; r++) {
      assertThat(nats[r]).isCloseTo(-StrictMath.log(expected[r][targets[r]]), within(1e-5));
      for (int n = 0; n < size; n++) {
        double gradient = 0.25 * (expected[r][n] - (n == targets[r] ? 1 : 0));
        assertThat((double) logits.values()[logits.index(r, n)]).isCloseTo(gradient, within(1e-6));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 17, 70})
  void smoothingGivesEveryUnitAShareOfTheTarget(int size) {
    PanelMatrix logits = logits(2, size);
    double[] expected = probabilities(logits, 1);
    double[] nats = new double[2];
    int target = size - 1;
    SoftmaxCrossEntropy.backward(logits, new int[] {0, target}, 1, 1, nats, 0.5f, 0.1f);
    assertThat(nats[1]).isCloseTo(-StrictMath.log(expected[target]), within(1e-5));
    for (int n = 0; n < size; n++) {
      double smoothed = (n == target ? 0.9 : 0) + 0.1 / size;
      assertThat((double) logits.values()[logits.index(1, n)])
          .isCloseTo(0.5 * (expected[n] - smoothed), within(1e-6));
    }
  }

  @Test
  void rowsOutsideTheRangeAreLeftAlone() {
    PanelMatrix logits = logits(4, 20);
    float[] before = logits.values().clone();
    SoftmaxCrossEntropy.forward(logits, new int[4], 1, 2, new double[4]);
    for (int r : new int[] {0, 3}) {
      for (int n = 0; n < 20; n++) {
        int i = logits.index(r, n);
        assertThat(logits.values()[i]).isEqualTo(before[i]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {3, 86, 88, 200, 1e6f})
  void aHopelessTargetCostsWhatItsLogitSays(float below) {
    PanelMatrix logits = PanelMatrix.zeros(1, 2);
    logits.values()[logits.index(0, 0)] = below;
    double[] nats = new double[1];
    SoftmaxCrossEntropy.forward(logits, new int[] {1}, 0, 1, nats);
    assertThat(nats[0])
        .isCloseTo(below + StrictMath.log(1 + StrictMath.exp(-below)), within(1e-5 * below));
  }

  @Test
  void lossesAddUpAndConvert() {
    Loss loss = new Loss(2 * StrictMath.log(2), 1).plus(new Loss(0, 1));
    assertThat(loss.count()).isEqualTo(2);
    assertThat(loss.bitsPerCharacter()).isCloseTo(1, within(1e-12));
    assertThat(loss.perplexity()).isCloseTo(2, within(1e-12));
    assertThat(Loss.NONE.natsPerCharacter()).isNaN();
  }
}
