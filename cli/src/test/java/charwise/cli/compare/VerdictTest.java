package charwise.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.comparison.ComparedRun;
import charwise.engine.comparison.Factor;
import charwise.engine.comparison.Measurement;
import charwise.engine.comparison.RunResult;
import charwise.engine.comparison.Shape;
import charwise.engine.comparison.Variant;
import charwise.engine.comparison.sweep.Contender;
import charwise.engine.comparison.sweep.Criterion;
import charwise.engine.comparison.sweep.Verdict;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.loss.Loss;
import charwise.engine.task.Metric;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Criterion BITS = Criterion.METRIC;
  private static final Criterion RECALL = new Criterion(Criterion.Measure.ANSWERS, 0);

  /** A contender with these bits a character, and shares of right answers, by seed. */
  private static Contender contender(CellType cell, double... bits) {
    Shape shape = new Shape(Variant.of(cell, 1), 8, 1000);
    List<RunResult> runs = new ArrayList<>();
    for (int i = 0; i < bits.length; i++) {
      double nats = bits[i] * Loss.LN_2;
      runs.add(
          new RunResult(
              new ComparedRun(shape, 42 + i, 10),
              0.01,
              1,
              1,
              nats,
              nats,
              10,
              Double.NaN,
              new Measurement(Metric.nats(new Loss(nats, 1)), nats, 5, List.of(1 - bits[i])),
              List.of()));
    }
    return new Contender(shape, runs);
  }

  private static String sentence(Criterion criterion, Contender... contenders) {
    return new VerdictText(new ShapeNames(List.of(Factor.CELL)), List.of(1000))
        .of(Verdict.of(List.of(contenders), criterion));
  }

  @Test
  void aDifferenceBeyondChanceIsShownWithItsInterval() {
    assertThat(
            sentence(
                BITS,
                contender(CellType.RNN, 2.30, 2.40, 2.50),
                contender(CellType.LSTM, 2.10, 2.19, 2.28)))
        .isEqualTo("lstm beats rnn by 0.210 ± 0.025 bits/char.");
  }

  @Test
  void whatVariesMoreThanItDiffersIsNotShown() {
    assertThat(
            sentence(
                BITS,
                contender(CellType.GRU, 2.1, 2.2, 2.3),
                contender(CellType.LSTM, 2.15, 2.1, 2.3)))
        .isEqualTo("between lstm and gru no difference shown.");
  }

  @Test
  void wherePairsShowNothingTheyAreNamedTogether() {
    Contender rnn = contender(CellType.RNN, 2.15, 2.2, 2.3);
    Contender gru = contender(CellType.GRU, 2.1, 2.2, 2.3);
    Contender lstm = contender(CellType.LSTM, 2.3, 2.1, 2.2);
    Contender far = contender(CellType.SRU, 9.1, 9.25, 9.3);
    assertThat(sentence(BITS, rnn, gru, lstm))
        .isEqualTo("no difference shown between any of them.");
    assertThat(sentence(BITS, rnn, gru, lstm, far))
        .startsWith("gru beats sru by ")
        .containsPattern(
            "; no difference shown between any of [a-z]{3,4}, [a-z]{3,4} and [a-z]{3,4}\\.$");
  }

  @Test
  void whatIsShownComesFirstTheLargestFirst() {
    assertThat(
            sentence(
                BITS,
                contender(CellType.RNN, 2.3, 2.4, 2.5),
                contender(CellType.LSTM, 2.1, 2.201, 2.3),
                contender(CellType.GRU, 2.0, 2.1, 2.201)))
        .isEqualTo(
            "gru beats rnn by 0.300 ± 0.001 bits/char, lstm beats rnn by 0.200 ± 0.001 bits/char,"
                + " gru beats lstm by 0.100 ± 0.002 bits/char.");
  }

  /** One interval of three excludes zero, as it may well do by chance. */
  @Test
  void severalPairsAreCorrectedFor() {
    Contender rnn = contender(CellType.RNN, 2.3, 2.4, 2.5);
    Contender lstm = contender(CellType.LSTM, 2.1, 2.14, 2.36);
    Contender gru = contender(CellType.GRU, 2.1, 2.36, 2.14);
    Verdict verdict = Verdict.of(List.of(rnn, lstm, gru), BITS);
    assertThat(verdict.differences()).filteredOn(d -> d.margin().excludesZero()).hasSize(1);
    assertThat(verdict.differences()).noneMatch(Verdict.Difference::shown);
    assertThat(Verdict.of(List.of(rnn, lstm), BITS).differences())
        .allMatch(Verdict.Difference::shown);
  }

  /** By Student's test, equal differences could not be chance; with three seeds they well can. */
  @Test
  void equalDifferencesAreTestedExactly() {
    Contender[] equal = {
      contender(CellType.RNN, 0.5, 0.5, 0.5), contender(CellType.LSTM, 0.25, 0.25, 0.25)
    };
    assertThat(Verdict.of(List.of(equal), RECALL).differences().getFirst())
        .matches(difference -> difference.exact() && difference.probability() == 0.25);
    assertThat(sentence(RECALL, equal))
        .isEqualTo(
            "between lstm and rnn no difference shown (where runs tie, a test takes at least 6"
                + " seeds).");
  }

  @Test
  void runsThatBothHaveAllRightAreTestedExactly() {
    Verdict verdict =
        Verdict.of(
            List.of(
                contender(CellType.LSTM, 0, 0.02, 0.01, 0.03, 0.01, 0.04, 0.01),
                contender(CellType.GRU, 0, 0, 0, 0, 0, 0, 0)),
            RECALL);
    assertThat(verdict.differences().getFirst().exact()).isTrue();
    assertThat(verdict.differences().getFirst().probability()).isEqualTo(2.0 / 64);
    assertThat(verdict.differences().getFirst().shown()).isTrue();
  }

  @Test
  void moreRightAnswersAreBetter() {
    assertThat(
            sentence(
                RECALL,
                contender(CellType.RNN, 0.90, 0.88, 0.92),
                contender(CellType.GRU, 0.00, 0.00, 0.00)))
        .isEqualTo("gru beats rnn by 0.90 ± 0.05 of the answers at lag 1000.");
  }

  @Test
  void equalPerfectionIsNoDifference() {
    assertThat(
            sentence(RECALL, contender(CellType.LSTM, 0, 0, 0), contender(CellType.GRU, 0, 0, 0)))
        .isEqualTo("between lstm and gru no difference shown.");
  }

  @Test
  void oneSeedShowsNothing() {
    assertThat(sentence(BITS, contender(CellType.RNN, 3), contender(CellType.LSTM, 2)))
        .isEqualTo("no difference shown: one seed gives no interval, take more with --seeds.");
  }

  @Test
  void onlySeedsThatBothHaveAreCompared() {
    Verdict verdict =
        Verdict.of(
            List.of(contender(CellType.RNN, 2.3, 2.4, 9), contender(CellType.LSTM, 2.1, 2.2)),
            BITS);
    assertThat(verdict.differences()).hasSize(1);
    assertThat(verdict.differences().getFirst().margin().count()).isEqualTo(2);
    assertThat(verdict.differences().getFirst().better().shape().variant().cell())
        .isEqualTo(CellType.LSTM);
  }

  @Test
  void oneCellAloneHasNothingToBeComparedWith() {
    assertThat(sentence(BITS, contender(CellType.RNN, 2, 3))).isEqualTo("nothing to compare.");
  }
}
