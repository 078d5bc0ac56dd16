package charwise.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.comparison.ComparedRun;
import charwise.engine.comparison.RunResult;
import charwise.engine.comparison.sweep.Contender;
import charwise.engine.comparison.sweep.Criterion;
import charwise.engine.comparison.sweep.Verdict;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.loss.Loss;
import charwise.engine.task.language.LanguageModelConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Criterion BITS = Criterion.BITS;
  private static final Criterion RECALL = new Criterion(0);

  /** A contender with these bits a character, and shares of right answers, by seed. */
  private static Contender contender(CellType cell, double... bits) {
    LanguageModelConfig model = new LanguageModelConfig(cell, 10, 8, 1, false);
    List<RunResult> runs = new ArrayList<>();
    for (int i = 0; i < bits.length; i++) {
      runs.add(
          new RunResult(
              new ComparedRun(model, 42 + i, 10), 1, 1, bits[i] * Loss.LN_2, 10, 5,
              List.of(1 - bits[i]), List.of()));
    }
    return new Contender(model, runs);
  }

  private static String sentence(Criterion criterion, Contender... contenders) {
    return VerdictText.of(Verdict.of(List.of(contenders), criterion), List.of(1000));
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
  void whatIsShownComesFirstTheLargestFirst() {
    assertThat(
            sentence(
                BITS,
                contender(CellType.RNN, 2.3, 2.4, 2.5),
                contender(CellType.LSTM, 2.1, 2.2, 2.3),
                contender(CellType.GRU, 2.0, 2.2, 2.3)))
        .isEqualTo(
            "gru beats rnn by 0.233 ± 0.143 bits/char, lstm beats rnn by 0.200 ± 0.000 bits/char;"
                + " between gru and lstm no difference shown.");
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
        .isEqualTo(
            "no difference shown: one seed gives no interval, take more with --seeds.");
  }

  @Test
  void onlySeedsThatBothHaveAreCompared() {
    Verdict verdict =
        Verdict.of(
            List.of(contender(CellType.RNN, 2.3, 2.4, 9), contender(CellType.LSTM, 2.1, 2.2)),
            BITS);
    assertThat(verdict.differences()).hasSize(1);
    assertThat(verdict.differences().getFirst().margin().count()).isEqualTo(2);
    assertThat(verdict.differences().getFirst().better().cell()).isEqualTo("lstm");
  }

  @Test
  void oneCellAloneHasNothingToBeComparedWith() {
    assertThat(sentence(BITS, contender(CellType.RNN, 2, 3))).isEqualTo("nothing to compare.");
  }
}
