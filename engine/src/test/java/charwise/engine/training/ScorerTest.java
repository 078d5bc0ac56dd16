package charwise.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.kernel.Team;
import charwise.engine.loss.Loss;
import charwise.engine.model.CellType;
import charwise.engine.model.LanguageModel;
import charwise.engine.model.LanguageModelConfig;
import charwise.engine.text.Corpus;
import charwise.engine.text.Items;
import charwise.engine.text.UnitReader;
import charwise.engine.text.Units;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScorerTest {
  private Corpus text;
  private LanguageModel model;
  private final Team team = new Team(2);

  @BeforeEach
  void makeModel() throws IOException {
    text = SmallRuns.text(Items.NONE).train();
    model = new LanguageModel(
        new LanguageModelConfig(CellType.GRU, text.vocabulary().size(), 8, 2, false));
    model.initialize(1);
  }

  @AfterEach
  void closeTeam() {
    team.close();
  }

  private static UnitReader reader(String text) {
    return new UnitReader(
        "text", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        Units.CODEPOINT);
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

  @Test
  void aTextInPiecesCountsAsMuchAsTheWhole() throws IOException {
    Loss whole = scorer(Items.NONE).score(reader("the cat sat on a mat")).loss();
    Scorer scorer = scorer(Items.NONE);
    Loss pieces = scorer.score(reader("the cat s")).loss()
        .plus(scorer.score(reader("at on a mat")).loss());
    assertThat(pieces.count()).isEqualTo(whole.count());
    assertThat(pieces.totalNats()).isCloseTo(whole.totalNats(), within(1e-12));
  }

  @Test
  void linesAreIndependentWhereLinesAreItems() throws IOException {
    Loss cat = scorer(Items.LINE).score(reader("the cat\n")).loss();
    Loss mat = scorer(Items.LINE).score(reader("a mat\n")).loss();
    Loss both = scorer(Items.LINE).score(reader("the cat\na mat\n")).loss();
    assertThat(cat.count()).isEqualTo(8);
    assertThat(both.count()).isEqualTo(14);
    assertThat(both.totalNats())
        .isCloseTo(cat.totalNats() + mat.totalNats(), within(1e-12));
  }

  @Test
  void unknownUnitsArePassedOverAndCounted() throws IOException {
    Scorer.Score score = scorer(Items.NONE).score(reader("the §cat€"));
    assertThat(score.unknown()).isEqualTo(2);
    assertThat(score.loss()).isEqualTo(scorer(Items.NONE).score(reader("the cat")).loss());
  }

  @Test
  void nothingComesToNothing() throws IOException {
    assertThat(scorer(Items.NONE).score(reader("")).loss()).isEqualTo(Loss.NONE);
    assertThat(scorer(Items.NONE).score(reader("t")).loss()).isEqualTo(Loss.NONE);
  }
}
