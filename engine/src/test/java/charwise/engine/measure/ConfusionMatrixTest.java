package charwise.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.kernel.RandomStream;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  private static final double PRECISION = 1e-12;

  /** As scikit-learn's classification_report of [0,0,0,0,1,1,2] and [0,0,0,1,1,2,0]. */
  @Test
  void figuresAreTheUsualOnes() {
    int[] targets = {0, 0, 0, 0, 1, 1, 2};
    int[] predictions = {0, 0, 0, 1, 1, 2, 0};
    ConfusionMatrix matrix = new ConfusionMatrix(4);
    for (int i = 0; i < targets.length; i++) {
      matrix.add(targets[i], predictions[i]);
    }
    assertThat(matrix.accuracy()).isCloseTo(4.0 / 7, within(PRECISION));
    assertThat(matrix.microF1()).isCloseTo(4.0 / 7, within(PRECISION));
    assertThat(matrix.precision(0)).isEqualTo(0.75);
    assertThat(matrix.recall(0)).isEqualTo(0.75);
    assertThat(matrix.f1(0)).isEqualTo(0.75);
    assertThat(matrix.precision(1)).isEqualTo(0.5);
    assertThat(matrix.f1(1)).isEqualTo(0.5);
    assertThat(matrix.f1(2)).isZero();
    assertThat(matrix.there(0)).isEqualTo(4);
    assertThat(matrix.count(1, 2)).isEqualTo(1);
    assertThat(matrix.macroF1()).isCloseTo(1.25 / 3, within(PRECISION)); // nothing is of class 3
  }

  @Test
  void figuresAgreeWithTheirDefinitionsOnAnything() {
    RandomStream random = new RandomStream(6);
    for (int trial = 0; trial < 50; trial++) {
      int classes = 1 + random.nextInt(6);
      ConfusionMatrix matrix = new ConfusionMatrix(classes);
      long[][] counts = new long[classes][classes];
      int items = random.nextInt(40) + 1;
      for (int i = 0; i < items; i++) {
        int target = random.nextInt(classes);
        int prediction = random.nextInt(classes);
        matrix.add(target, prediction);
        counts[target][prediction]++;
      }
      long right = 0;
      for (int k = 0; k < classes; k++) {
        right += counts[k][k];
        long of = 0;
        long taken = 0;
        for (int j = 0; j < classes; j++) {
          of += counts[k][j];
          taken += counts[j][k];
          assertThat(matrix.count(k, j)).isEqualTo(counts[k][j]);
        }
        assertThat(matrix.there(k)).isEqualTo(of);
        assertThat(matrix.answered(k)).isEqualTo(taken);
        double p = matrix.precision(k);
        double r = matrix.recall(k);
        assertThat(p).isEqualTo(taken == 0 ? 0 : (double) counts[k][k] / taken);
        assertThat(r).isEqualTo(of == 0 ? 0 : (double) counts[k][k] / of);
        assertThat(matrix.f1(k)).isCloseTo(p + r == 0 ? 0 : 2 * p * r / (p + r), within(PRECISION));
      }
      assertThat(matrix.right()).isEqualTo(right);
      assertThat(matrix.total()).isEqualTo(items);
      assertThat(matrix.microF1()).isCloseTo(matrix.accuracy(), within(PRECISION));
    }
  }

  @Test
  void anAnswerNotGivenIsWrongButSpoilsNoPrecision() {
    ConfusionMatrix matrix = new ConfusionMatrix(2);
    matrix.add(0, 0);
    matrix.add(0, ConfusionMatrix.NONE);
    matrix.add(1, 1);
    assertThat(matrix.accuracy()).isCloseTo(2.0 / 3, within(PRECISION));
    assertThat(matrix.precision(0)).isEqualTo(1);
    assertThat(matrix.recall(0)).isEqualTo(0.5);
    assertThat(matrix.microF1()).isCloseTo(4.0 / 5, within(PRECISION));
  }

  @Test
  void anItemOfNoneOfTheClassesIsAlwaysWrong() {
    ConfusionMatrix matrix = new ConfusionMatrix(2);
    matrix.add(ConfusionMatrix.NONE, 0);
    matrix.add(ConfusionMatrix.NONE, ConfusionMatrix.NONE);
    matrix.add(0, 0);
    assertThat(matrix.right()).isEqualTo(1);
    assertThat(matrix.accuracy()).isCloseTo(1.0 / 3, within(PRECISION));
    assertThat(matrix.precision(0)).isEqualTo(0.5);
  }

  @Test
  void ofNothingThereAreNoFigures() {
    ConfusionMatrix matrix = new ConfusionMatrix(3);
    assertThat(matrix.accuracy()).isNaN();
    assertThat(matrix.macroF1()).isNaN();
    assertThat(matrix.microF1()).isNaN();
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> matrix.add(3, 0));
  }
}
