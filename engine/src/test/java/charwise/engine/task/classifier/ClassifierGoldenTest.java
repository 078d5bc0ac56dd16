package charwise.engine.task.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.GoldenFile;
import charwise.engine.data.LabelledItems;
import charwise.engine.data.Labels;
import charwise.engine.data.Sequences;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.kernel.Team;
import charwise.engine.layer.pooling.PoolingType;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.Directions;
import charwise.engine.optimizer.Adam;
import charwise.engine.optimizer.Clipping;
import charwise.engine.optimizer.ParameterUpdate;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.task.EncoderConfig;
import charwise.engine.task.ItemPlan;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The classifier's step against PyTorch's autograd: loss, every gradient, five Adam steps. */
class ClassifierGoldenTest {
  private static final double TOLERANCE = 2e-5;
  private static final double ADAM_TOLERANCE = 1e-4;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "classifier-gru-uni-1layer-last", "classifier-lstm-bi-2layer-last",
        "classifier-lstm-bi-2layer-mean", "classifier-lstm-bi-2layer-max"
      })
  void agreesWithPyTorch(String name) throws Exception {
    GoldenFile golden = GoldenFile.load(name);
    Classifier model = new Classifier(config(golden));
    golden.setWeights(model.tensors(), model.parameters());
    LabelledItems items = items(golden);
    float[] alike = new float[items.labels().size()];
    Arrays.fill(alike, 1);
    ItemPlan plan = new ItemPlan(items.size(), 40, 40 * items.size(), 1, 0, 0);
    try (Team team = new Team(2)) {
      var step = new ClassifierStep(model, items, plan, alike, 1, team);
      step.load(1);
      team.run(step::backpropagate);

      assertThat(step.loss().natsPerCharacter())
          .isCloseTo(golden.number("loss_nats"), within(TOLERANCE));
      for (NamedTensor tensor : model.tensors()) {
        float[] gradient = new float[tensor.size()];
        tensor.read(model.parameters().gradients(), gradient);
        double[] expected = golden.gradient(tensor);
        for (int i = 0; i < expected.length; i++) {
          assertThat((double) gradient[i])
              .as("%s [%d]", tensor.name(), i)
              .isCloseTo(expected[i], within(TOLERANCE));
        }
      }
      assertAdamLosses(golden, model, step, team);
    }
  }

  private static void assertAdamLosses(
      GoldenFile golden, Classifier model, ClassifierStep step, Team team) {
    ParameterUpdate update =
        new ParameterUpdate(
            model.parameters(),
            new Adam(model.parameters().size()),
            Clipping.norm(golden.adam("clip_norm")),
            0);
    double[] losses = golden.adamLosses();
    for (int t = 1; t <= losses.length; t++) {
      step.load(t);
      team.run(step::backpropagate);
      assertThat(step.loss().natsPerCharacter())
          .as("loss of Adam step %d", t)
          .isCloseTo(losses[t - 1], within(ADAM_TOLERANCE));
      team.run(member -> update.measure(team, member));
      var constants = update.prepare(t, golden.adam("learning_rate"), update.gradientNorm());
      team.run(member -> update.apply(team, member, constants));
    }
  }

  private static ClassifierConfig config(GoldenFile golden) {
    return new ClassifierConfig(
        new EncoderConfig(
            CellType.of(golden.text("cell")),
            golden.integer("vocabulary_size"),
            golden.integer("hidden_size"),
            golden.integer("layers"),
            golden.flag("residual"),
            Directions.of(golden.text("directions"))),
        PoolingType.of(golden.text("pooling")),
        golden.integer("classes"),
        0);
  }

  private static LabelledItems items(GoldenFile golden) {
    List<int[]> tokens = golden.lists("token_ids");
    int[] starts = new int[tokens.size() + 1];
    for (int i = 0; i < tokens.size(); i++) {
      starts[i + 1] = starts[i] + tokens.get(i).length;
    }
    char[] ids = new char[starts[tokens.size()]];
    for (int i = 0; i < tokens.size(); i++) {
      for (int t = 0; t < tokens.get(i).length; t++) {
        ids[starts[i] + t] = (char) tokens.get(i)[t];
      }
    }
    int units = golden.integer("vocabulary_size");
    Vocabulary vocabulary =
        Vocabulary.of(Units.CODEPOINT, IntStream.range('a', 'a' + units).toArray());
    Labels labels =
        Labels.of(
            IntStream.range(0, golden.integer("classes")).mapToObj(k -> "label" + k).toList());
    return new LabelledItems(
        vocabulary, Sequences.of(ids, starts), labels, golden.integers("class_ids"));
  }
}
