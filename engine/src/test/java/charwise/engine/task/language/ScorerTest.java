package charwise.engine.task.language;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.data.UnitReader;
import charwise.engine.data.Units;
import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Team;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.loss.Loss;
import charwise.engine.training.SmallRuns;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScorerTest {
  private Corpus text;
  private LanguageModel model;
  private final Team team = new Team(2);

  @BeforeEach
  void makeModel() throws IOException {
    text = SmallRuns.text(Items.NONE).train();
    model =
        new LanguageModel(
            new LanguageModelConfig(CellType.GRU, text.vocabulary().size(), 8, 2, false));
    model.initialize(1);
  }

  @AfterEach
  void closeTeam() {
    team.close();
  }

  private static UnitReader reader(String text) {
    return new UnitReader(
        "text", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Units.CODEPOINT);
  }

  private Scorer scorer(Items items) {
    return new Scorer(model, text.vocabulary(), items, team);
  }

  @Test
  void everyUnitButTheFirstIsCounted() throws IOException {
    Loss loss = scorer(Items.NONE).score(text);
    assertThat(loss.count()).isEqualTo(text.length() - 1);
    assertThat(loss.natsPerCharacter())
        .isCloseTo(StrictMath.log(text.vocabulary().size()), within(0.3));
  }

  /** The units of a text and what each costs. */
  private static final class Costs implements LossListener {
    private final StringBuilder units = new StringBuilder();
    private final List<Double> nats = new ArrayList<>();
    private final List<Integer> waits = new ArrayList<>();

    @Override
    public void accept(int unit, double cost) {
      units.appendCodePoint(unit);
      nats.add(cost);
    }

    @Override
    public void waiting() {
      waits.add(nats.size());
    }
  }

  private Costs costs(Items items, String... texts) throws IOException {
    return costs(scorer(items), texts);
  }

  private static Costs costs(Scorer scorer, String... texts) throws IOException {
    Costs costs = new Costs();
    for (String piece : texts) {
      scorer.score(reader(piece), costs);
    }
    return costs;
  }

  @Test
  void aTextInPiecesCostsAsMuchAsTheWhole() throws IOException {
    Costs whole = costs(Items.NONE, "the cat sat on a mat");
    assertThat(costs(Items.NONE, "the cat s", "", "at on a mat").nats).isEqualTo(whole.nats);
    assertThat(whole.units).hasToString("the cat sat on a mat");
    assertThat(whole.nats.getFirst()).isNaN();
  }

  @Test
  void linesAreIndependentWhereLinesAreItems() throws IOException {
    List<Double> expected = new ArrayList<>(costs(Items.LINE, "the cat\n").nats);
    expected.addAll(costs(Items.LINE, "a mat\n").nats);
    assertThat(costs(Items.LINE, "the cat\na mat\n").nats)
        .isEqualTo(expected)
        .hasSize(14)
        .doesNotContain(Double.NaN);
  }

  @Test
  void theLastLineIsReadWithALineFeed() throws IOException {
    assertThat(costs(Items.LINE, "a mat\nthe cat").nats)
        .isEqualTo(costs(Items.LINE, "a mat\nthe cat\n").nats);
    assertThat(costs(Items.LINE, "").nats).isEmpty();
  }

  @Test
  void carriageReturnsBeforeLineFeedsAreDroppedWhereTheyAreUnknown() throws IOException {
    assertThat(costs(Items.LINE, "a mat\r\nthe\rcat\r\n").units).hasToString("a mat\nthe\rcat\n");
    assertThat(costs(Items.NONE, "a mat\r\n").units).hasToString("a mat\r\n");
  }

  @Test
  void linesOfAnyLengthCostWhatTheyCostAlone() throws IOException {
    RandomStream random = new RandomStream(3);
    String letters = "acehmnost .";
    StringBuilder lines = new StringBuilder();
    List<Double> expected = new ArrayList<>();
    for (int length : new int[] {3, 0, 40_000, 17, 100_000, 1, 33_000, 0, 0, 16, 5000, 31}) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < length; i++) {
        line.append(i % 999 == 7 ? '€' : letters.charAt(random.nextInt(letters.length())));
      }
      lines.append(line.append('\n'));
      List<Double> alone = costs(Items.NONE, "\n" + line).nats;
      expected.addAll(alone.subList(1, alone.size()));
    }
    assertThat(costs(Items.LINE, lines.toString()).nats).isEqualTo(expected);
  }

  @Test
  void aModelWithoutLineFeedsKnowsNoLines() throws IOException {
    Corpus word =
        Corpus.builder(Units.CODEPOINT)
            .add("word", new ByteArrayInputStream(new byte[] {'a', 'b'}))
            .build();
    LanguageModel small = new LanguageModel(new LanguageModelConfig(CellType.RNN, 2, 4, 1, false));
    assertThatThrownBy(() -> new Scorer(small, word.vocabulary(), Items.LINE, team))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line feed");
  }

  @Test
  void unknownUnitsCostTwentyBitsAndChangeNothingElse() throws IOException {
    Costs costs = costs(Items.NONE, "€the §cat€");
    assertThat(costs.units).hasToString("€the §cat€");
    List<Double> known = new ArrayList<>(costs.nats);
    for (int unknown : new int[] {9, 5, 0}) {
      assertThat(known.remove(unknown) / Loss.LN_2).isCloseTo(20, within(1e-12));
    }
    assertThat(known).isEqualTo(costs(Items.NONE, "the cat").nats);
    assertThat(Scorer.unknownNats(Units.BYTE) / Loss.LN_2).isCloseTo(8, within(1e-12));
  }

  /** Input of which each piece has to be waited for. */
  private static InputStream slow(String... pieces) {
    return new InputStream() {
      private int next;

      @Override
      public int read() {
        throw new UnsupportedOperationException();
      }

      @Override
      public int read(byte[] bytes, int offset, int length) {
        if (next == pieces.length) {
          return -1;
        }
        byte[] piece = pieces[next++].getBytes(StandardCharsets.UTF_8);
        System.arraycopy(piece, 0, bytes, offset, piece.length);
        return piece.length;
      }
    };
  }

  @ParameterizedTest
  @CsvSource({"LINE, 0 0 8 17 23", "NONE, 0 4 11 18 23"})
  void allThatIsCompleteIsHandedOnBeforeWaiting(Items items, String waits) throws IOException {
    Costs costs = new Costs();
    InputStream in = slow("the ", "cat\nsat", "\non a\nm", "at\nt\n");
    scorer(items).score(new UnitReader("pieces", in, Units.CODEPOINT), costs);
    assertThat(costs.waits.stream().map(String::valueOf).collect(joining(" "))).isEqualTo(waits);
    assertThat(costs.nats).isEqualTo(costs(items, "the cat\nsat\non a\nmat\nt\n").nats);
  }

  @Test
  void nothingComesToNothing() throws IOException {
    assertThat(costs(Items.NONE, "").nats).isEmpty();
    assertThat(costs(Items.NONE, "t").nats).containsExactly(Double.NaN);
    assertThat(scorer(Items.NONE).score(text.slice(0, 1))).isEqualTo(Loss.NONE);
  }
}
