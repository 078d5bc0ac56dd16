package charwise.engine.task.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.checkpoint.InvalidModelException;
import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.json.JsonFields;
import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Team;
import charwise.engine.loss.Loss;
import charwise.engine.ngram.NgramCounter;
import charwise.engine.ngram.NgramUse;
import charwise.engine.sampling.ModelPredictor;
import charwise.engine.training.Outcome;
import charwise.engine.training.RunFiles;
import charwise.engine.training.SmallRuns;
import charwise.engine.training.Trainer;
import charwise.engine.training.TrainingEvent;
import charwise.engine.training.TrainingPlan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** N-grams beside a network: their weight, and that all who use a model mean the same. */
class NgramMixTest {
  private static final int STEPS = 40;

  @TempDir private Path folder;

  private static TrainingPlan plan(TrainingText text, Items items, NgramUse use) {
    return Recipe.plan(PlanRequest.open(items, 42).inSteps(STEPS).with(use), text, 1);
  }

  private SavedModel trained(TrainingText text, Items items, NgramUse use) throws IOException {
    RunFiles files = RunFiles.of(folder.resolve(items + "-" + use), 0);
    try (Trainer trainer = SmallRuns.start(plan(text, items, use), text, 2, files)) {
      assertThat(trainer.run(event -> {})).isInstanceOf(Outcome.Completed.class);
    }
    return SavedModel.read(files.model());
  }

  @ParameterizedTest
  @EnumSource(Items.class)
  void aModelFileScoresAsItsRunDid(Items items) throws IOException {
    TrainingText text = SmallRuns.text(items);
    SavedModel saved = trained(text, items, NgramUse.AUTO);
    SavedModel alone = trained(text, items, NgramUse.OFF);

    assertThat(alone.model().mix()).isNull();
    assertThat(alone.model().fixedTensors()).isEmpty();
    assertThat(saved.model().parameterCount()).isEqualTo(alone.model().parameterCount());
    NgramMix mix = Objects.requireNonNull(saved.model().mix());
    assertThat(mix.weight()).isBetween(0.01, 0.99);
    try (Team team = new Team(2)) {
      Loss loss =
          new Scorer(saved.model(), saved.vocabulary(), items, team).score(text.validation());
      assertThat(saved.training().get("validation_nats_per_char"))
          .isEqualTo(loss.natsPerCharacter());
      Scorer network = Scorer.ofNetwork(saved.model(), saved.vocabulary(), items, team);
      assertThat(saved.training().get(SavedModel.NETWORK_NATS))
          .isEqualTo(network.score(text.validation()).natsPerCharacter());
      assertThat(loss.natsPerCharacter())
          .isLessThan(
              (double) Objects.requireNonNull(alone.training().get("validation_nats_per_char")));
    }
  }

  /** What samplers are given, step by step, is what a scorer counts. */
  @ParameterizedTest
  @EnumSource(Items.class)
  void samplersSeeTheProbabilitiesOfScorers(Items items) throws IOException {
    TrainingText text = SmallRuns.text(items);
    SavedModel saved = trained(text, items, NgramUse.AUTO);
    Corpus validation = text.validation();
    int lineFeed = saved.vocabulary().id('\n');
    double[] losses;
    try (Team team = new Team(1)) {
      losses = new Scorer(saved.model(), saved.vocabulary(), items, team).losses(validation);
    }

    ModelPredictor predictor = new ModelPredictor(saved.model(), 2);
    float[] row = new float[predictor.vocabularySize()];
    if (items == Items.LINE) {
      predictor.advance(new int[] {0, lineFeed});
    }
    for (int i = 0; i + 1 < validation.length(); i++) {
      if (items == Items.LINE && validation.ids()[i] == lineFeed) {
        predictor.reset(1);
      }
      predictor.advance(new int[] {0, validation.ids()[i]});
      System.arraycopy(predictor.logits(), predictor.logitsOffset(1), row, 0, row.length);
      assertThat((double) -row[validation.ids()[i + 1]]).isCloseTo(losses[i + 1], within(2e-5));
      double sum = 0;
      for (float logit : row) {
        sum += StrictMath.exp(logit);
      }
      assertThat(sum).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void streamsThatAreCopiedAndSelectedGoOnWithTheirNgrams() throws IOException {
    SavedModel saved = trained(SmallRuns.text(Items.NONE), Items.NONE, NgramUse.AUTO);
    ModelPredictor one = new ModelPredictor(saved.model(), 1);
    char[] ids = {3, 5, 1, 4, 4, 2, 7};
    one.read(ids, 0, ids.length);
    ModelPredictor two = one.select(0, 0);
    two.advance(new int[] {1, 2});
    one.advance(new int[] {2});

    for (int unit = 0; unit < one.vocabularySize(); unit++) {
      assertThat(two.logits()[two.logitsOffset(1) + unit]).isEqualTo(one.logits()[unit]);
    }
  }

  @Test
  void anInterruptedRunEndsWithTheSameFile() throws IOException {
    TrainingText text = SmallRuns.text(Items.NONE);
    TrainingPlan plan = plan(text, Items.NONE, NgramUse.AUTO);
    RunFiles whole = RunFiles.of(folder.resolve("whole"), 0);
    try (Trainer trainer = SmallRuns.start(plan, text, 1, whole)) {
      trainer.run(event -> {});
    }
    RunFiles parts = RunFiles.of(folder.resolve("parts"), 0);
    try (Trainer trainer = SmallRuns.start(plan, text, 1, parts)) {
      trainer.run(
          event -> {
            if (event instanceof TrainingEvent.Evaluated) {
              trainer.stop();
            }
          });
    }
    SavedModel best = SavedModel.read(parts.model());
    Files.delete(parts.model()); // as a process leaves it that is killed before it writes the model
    SmallRuns.resume(parts, text, 1).close();
    SavedModel again = SavedModel.read(parts.model());
    assertThat(weight(again)).isEqualTo(weight(best));
    try (Trainer trainer = SmallRuns.resume(parts, text, 2)) {
      trainer.run(event -> {});
    }

    SavedModel expected = SavedModel.read(whole.model());
    SavedModel actual = SavedModel.read(parts.model());
    assertThat(actual.sha256()).isEqualTo(expected.sha256());
    assertThat(weight(actual)).isEqualTo(weight(expected));
    assertThat(counts(actual)).isEqualTo(counts(expected));
  }

  private static double weight(SavedModel saved) {
    return Objects.requireNonNull(saved.model().mix()).weight();
  }

  private static List<String> counts(SavedModel saved) {
    var ngrams = Objects.requireNonNull(saved.model().mix()).ngrams();
    return List.of(
        new String(ngrams.units()), new String(ngrams.counts()), new String(ngrams.followers()));
  }

  @Test
  void theWeightIsTheBestOfAllHundredths() {
    RandomStream random = new RandomStream(5);
    for (int trial = 0; trial < 200; trial++) {
      int length = 1 + random.nextInt(30);
      double[] network = new double[length];
      double[] ngrams = new double[length];
      for (int i = 0; i < length; i++) {
        network[i] = -StrictMath.log(random.nextDouble() + 1e-9);
        ngrams[i] = random.nextDouble() + 1e-9;
      }
      int first = trial % 2;
      int fitted = NgramMix.fit(network, ngrams, first);
      for (int hundredths = 0; hundredths < 100; hundredths++) {
        assertThat(nats(fitted, network, ngrams, first))
            .isLessThanOrEqualTo(nats(hundredths, network, ngrams, first) + 1e-4 * length);
      }
    }
  }

  private static double nats(int hundredths, double[] network, double[] ngrams, int first) {
    double nats = 0;
    double weight = hundredths / 100.0;
    for (int i = first; i < network.length; i++) {
      nats -= StrictMath.log((1 - weight) * StrictMath.exp(-network[i]) + weight * ngrams[i]);
    }
    return nats;
  }

  @Test
  void ngramsThatExplainLessOfEverythingHaveNoWeight() {
    assertThat(NgramMix.fit(new double[] {Double.NaN, 0.1, 0.2}, new double[] {1, 0.5, 0.5}, 1))
        .isZero();
    assertThat(NgramMix.fit(new double[] {3, 3}, new double[] {0.5, 0.5}, 0)).isEqualTo(99);
  }

  /** Counts must not hide that a network has come to nothing. */
  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void aNetworkThatDivergesIsNotMixed(double nats) throws IOException {
    TrainingText text = SmallRuns.text(Items.NONE);
    LanguageModel model =
        new LanguageModel(LanguagePlan.of(plan(text, Items.NONE, NgramUse.OFF)).model());
    double[] losses = new double[text.validation().length()];
    Arrays.fill(losses, 2);
    losses[0] = Double.NaN;
    MixedEvaluation evaluation = new MixedEvaluation(text, 3, -1);
    assertThat(evaluation.mix(model, losses).natsPerCharacter()).isLessThan(2);
    assertThat(model.mix()).isNotNull();
    losses[5] = nats;
    assertThat(evaluation.mix(model, losses).totalNats()).isNotFinite();
    assertThat(model.mix()).isNull();
  }

  @Test
  void aPlanHasNgramsWhereTheyAreWantedAndPossible() throws IOException {
    TrainingText text = SmallRuns.text(Items.NONE);
    LanguagePlan plan = LanguagePlan.of(plan(text, Items.NONE, NgramUse.AUTO));
    assertThat(plan.ngramOrder()).isEqualTo(NgramMix.ORDER);
    assertThat(LanguagePlan.of(new JsonFields(plan.toJson()))).isEqualTo(plan);
    assertThat(LanguagePlan.of(plan(text, Items.NONE, NgramUse.OFF)).ngramOrder()).isZero();
    TrainingText untold = new TrainingText(text.train(), text.validation().slice(0, 1));
    assertThat(LanguagePlan.of(plan(untold, Items.NONE, NgramUse.ON)).ngramOrder()).isZero();
    TrainingText conditioned = SmallRuns.conditioned(Units.CODEPOINT);
    assertThat(LanguagePlan.of(plan(conditioned, Items.LINE, NgramUse.AUTO)).ngramOrder()).isZero();
  }

  /** Counts are read without trust: any number in their tensors may be wrong. */
  @ParameterizedTest
  @ValueSource(strings = {"ngrams.units", "ngrams.followers", "ngrams.weight"})
  void aFileWhoseCountsDoNotFitIsRefused(String tensor) throws IOException {
    TrainingText text = SmallRuns.text(Items.NONE);
    trained(text, Items.NONE, NgramUse.AUTO);
    Path file = folder.resolve(Items.NONE + "-" + NgramUse.AUTO);
    Path broken = folder.resolve("broken");
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int headerLength = (int) buffer.getLong(0);
    String header = new String(bytes, 8, headerLength, StandardCharsets.UTF_8);
    int offsets = header.indexOf("data_offsets", header.indexOf('"' + tensor + '"'));
    int first = header.indexOf('[', offsets) + 1;
    int begin =
        8 + headerLength + Integer.parseInt(header.substring(first, header.indexOf(',', first)));
    for (int wrong : new int[] {0, 65_535}) {
      buffer.putShort(begin, (short) wrong);
      if (wrong == 0 && tensor.equals("ngrams.units")) {
        buffer.putShort(begin + 2, (short) wrong); // a unit twice
      }
      Files.write(broken, bytes);
      assertThatThrownBy(() -> SavedModel.read(broken)).isInstanceOf(InvalidModelException.class);
    }
  }

  @Test
  void aModelOfAnotherTextStartsWithoutItsNgrams() throws IOException {
    TrainingText text = SmallRuns.text(Items.NONE);
    SavedModel saved = trained(text, Items.NONE, NgramUse.AUTO);
    LanguageTask task = LanguageTask.of(plan(text, Items.NONE, NgramUse.OFF), text, saved.model());
    assertThat(task.model().mix()).isNull();
    assertThat(task.model().config().ngrams().isEmpty()).isTrue();
  }

  /** Lines that stand alone are foretold from their beginning, as they are counted. */
  @Test
  void linesAreCountedAsTheyAreRead() throws IOException {
    TrainingText text = SmallRuns.text(Items.LINE);
    SavedModel saved = trained(text, Items.LINE, NgramUse.AUTO);
    int lineFeed = saved.vocabulary().id('\n');
    List<Integer> starting = new ArrayList<>();
    var ngrams = NgramCounter.count(text.train(), 3, Integer.MAX_VALUE, lineFeed);
    int first = 0;
    for (int context = 0; context <= lineFeed; context++) {
      first += ngrams.followers()[context];
    }
    for (int i = 0; i < ngrams.followers()[lineFeed + 1]; i++) {
      starting.add((int) ngrams.counts()[first + i]);
    }
    assertThat(starting.stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(
            (int)
                    new String(text.train().ids(), 0, text.train().length())
                        .chars()
                        .filter(id -> id == lineFeed)
                        .count()
                - 1);
  }
}
