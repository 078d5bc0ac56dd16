package charwise.engine.task.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import charwise.engine.data.Items;
import charwise.engine.data.LabelledItems;
import charwise.engine.data.UnitReader;
import charwise.engine.data.Units;
import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Team;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.loss.Loss;
import charwise.engine.task.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How surprising lines are under conditions, and which condition explains a line best. */
class ConditionedScoreTest {
  private static final int CONDITIONS = 4;

  private final Team team = new Team(1);
  private LabelledItems items;
  private LanguageModel model;
  private Conditions conditions;

  @BeforeEach
  void makeModel() throws IOException {
    RandomStream random = new RandomStream(8);
    var builder = LabelledItems.builder(Units.CODEPOINT).lines();
    for (int i = 0; i < 200; i++) {
      StringBuilder text = new StringBuilder("é");
      for (int length = random.nextInt(25); length > 0; length--) {
        text.append((char) ('a' + random.nextInt(9)));
      }
      builder.add(text.toString(), "condition " + random.nextInt(CONDITIONS), "item " + i);
    }
    items = builder.build();
    conditions = Conditions.of(items);
    model =
        new LanguageModel(
            new LanguageModelConfig(
                CellType.LSTM, items.vocabulary().size(), 12, 2, true, CONDITIONS));
    model.initialize(1);
    for (int i = 0; i < model.parameters().values().length; i++) {
      model.parameters().values()[i] *= 4; // so that conditions matter
    }
  }

  @AfterEach
  void closeTeam() {
    team.close();
  }

  private Scorer scorer() {
    return new Scorer(model, items.vocabulary(), Items.LINE, team);
  }

  /** What each line of a text costs, and under which condition. */
  private static final class Costs implements LossListener {
    private final List<Integer> conditions = new ArrayList<>();
    private final List<Double> nats = new ArrayList<>();

    @Override
    public void accept(int unit, double cost) {
      nats.add(cost);
    }

    @Override
    public void condition(int condition) {
      conditions.add(condition);
    }
  }

  private static Costs costs(Scorer scorer, String text) throws IOException {
    Costs costs = new Costs();
    var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    scorer.score(new UnitReader("text", in, Units.CODEPOINT), costs);
    return costs;
  }

  private Costs under(int condition, String text) throws IOException {
    Scorer scorer = scorer();
    scorer.condition(condition);
    return costs(scorer, text);
  }

  private int likeliest(String line) throws IOException {
    double[] sums = new double[CONDITIONS];
    for (int k = 0; k < CONDITIONS; k++) {
      for (double nats : under(k, line).nats) {
        sums[k] += nats;
      }
    }
    return conditions.likeliest(sums, 0);
  }

  @Test
  void eachLineIsReadUnderTheConditionThatExplainsItBest() throws IOException {
    String[] lines = {
      "éab\n", "hhhhhhhh\n", "\n", "cdefg\n", "éé\n", "aaaa\n", "ihg\n", "bbbbbb\n"
    };
    List<Integer> best = new ArrayList<>();
    List<Double> nats = new ArrayList<>();
    for (String line : lines) {
      int condition = likeliest(line);
      best.add(condition);
      nats.addAll(under(condition, line).nats);
    }
    Scorer scorer = scorer();
    scorer.likeliestCondition(conditions);

    Costs costs = costs(scorer, String.join("", lines));

    assertThat(best).hasSizeGreaterThan(1).doesNotContainNull();
    assertThat(best.stream().distinct().count()).isGreaterThan(1);
    assertThat(costs.conditions).isEqualTo(best);
    assertThat(costs.nats).isEqualTo(nats);
    assertThat(costs(scorer, lines[1]).conditions).containsExactly(best.get(1));
  }

  @Test
  void aGivenConditionIsToldOfEveryLine() throws IOException {
    assertThat(under(2, "ab\n\nc").conditions).containsExactly(2, 2, 2);
    assertThat(under(1, "ab\n").nats).isNotEqualTo(under(2, "ab\n").nats);
  }

  @Test
  void unknownUnitsChangeNoCondition() throws IOException {
    Scorer scorer = scorer();
    scorer.likeliestCondition(conditions);
    Costs costs = costs(scorer, "€cde€fg\n€€\nihg");

    assertThat(costs.conditions)
        .containsExactly(likeliest("cdefg\n"), likeliest("\n"), likeliest("ihg\n"));
  }

  @Test
  void aLineTooLongForABlockHasTheConditionOfItsBeginning() throws IOException {
    String line = "abcdefghi".repeat(4000) + "\n";
    int best = likeliest(line.substring(0, 1 << 15));
    Scorer scorer = scorer();
    scorer.likeliestCondition(conditions);

    Costs costs = costs(scorer, "éab\n" + line + "cdefg\n");

    List<Double> expected = new ArrayList<>(under(likeliest("éab\n"), "éab\n").nats);
    expected.addAll(under(best, line).nats);
    expected.addAll(under(likeliest("cdefg\n"), "cdefg\n").nats);
    assertThat(costs.conditions).containsExactly(likeliest("éab\n"), best, likeliest("cdefg\n"));
    assertThat(costs.nats).isEqualTo(expected);
  }

  @Test
  void itemsAreReadUnderTheirOwnConditions() throws IOException {
    double nats = 0;
    for (int i = 0; i < items.size(); i++) {
      StringBuilder line = new StringBuilder();
      for (int j = items.inputs().start(i); j < items.inputs().end(i); j++) {
        line.appendCodePoint(items.vocabulary().unit(items.inputs().ids()[j]));
      }
      for (double cost : under(items.target(i), line.toString()).nats) {
        nats += cost;
      }
    }

    assertThat(scorer().score(items)).isEqualTo(new Loss(nats, items.inputs().total()));
  }

  @Test
  void whereNothingIsSaidOfConditionsNothingIsRead() {
    assertThatIllegalStateException().isThrownBy(() -> costs(scorer(), "ab\n"));
    Scorer running = new Scorer(model, items.vocabulary(), Items.NONE, team);
    assertThatIllegalStateException().isThrownBy(() -> running.likeliestCondition(conditions));
  }

  @Test
  void runningTextIsReadUnderAGivenCondition() throws IOException {
    Scorer running = new Scorer(model, items.vocabulary(), Items.NONE, team);
    running.condition(3);

    List<Double> nats = costs(running, "\nabc\n").nats;

    assertThat(nats.subList(1, 5)).isEqualTo(under(3, "abc\n").nats);
  }

  private List<Answer> answers(int alternatives, int threads, List<String> texts) {
    var saved = SavedModel.of(model, items.vocabulary(), Items.LINE, 0, conditions, Map.of());
    try (Team some = new Team(threads)) {
      return new ConditionPredictor(saved, alternatives, some).answer(texts);
    }
  }

  @Test
  void anAnswerRanksConditionsByThePosterior() throws IOException {
    List<String> texts = List.of("éab", "", "hhhhhhhh", "cde€f\ng€");
    List<Answer> answers = answers(9, 1, texts);

    for (int i = 0; i < texts.size(); i++) {
      double[] sums = new double[CONDITIONS];
      for (int k = 0; k < CONDITIONS; k++) {
        String known = texts.get(i).replace("€", "").replace("\n", "") + "\n";
        for (double nats : under(k, known).nats) {
          sums[k] += nats;
        }
      }
      double[] posterior = conditions.posterior(sums, 0);
      Answer answer = answers.get(i);
      assertThat(answer.alternatives()).hasSize(CONDITIONS);
      for (Answer.Alternative alternative : answer.alternatives()) {
        assertThat(alternative.probability())
            .isEqualTo(posterior[conditions.id(alternative.prediction())]);
      }
      assertThat(answer.alternatives())
          .isSortedAccordingTo((a, b) -> Double.compare(b.probability(), a.probability()));
      assertThat(answer.best().prediction())
          .isEqualTo(conditions.names().get(conditions.likeliest(sums, 0)));
    }
    assertThat(answers.stream().map(Answer::unknown)).containsExactly(0, 0, 0, 3);
  }

  @Test
  void anAnswerDependsOnItsTextAlone() {
    List<String> texts = new ArrayList<>();
    RandomStream random = new RandomStream(5);
    for (int i = 0; i < 120; i++) {
      char[] text = new char[random.nextInt(40)];
      Arrays.fill(text, (char) ('a' + i % 9));
      texts.add(new String(text));
    }
    List<Answer> together = answers(2, 3, texts);

    assertThat(together).isEqualTo(answers(2, 1, texts));
    for (int i = 0; i < texts.size(); i += 17) {
      assertThat(answers(2, 2, List.of(texts.get(i)))).containsExactly(together.get(i));
    }
    assertThat(answers(2, 2, List.of())).isEmpty();
  }
}
