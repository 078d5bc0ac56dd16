package charwise.engine.task.tagger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.GoldenFile;
import charwise.engine.data.TaggedItems;
import charwise.engine.data.TaggedItemsBuilder;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.kernel.Team;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.loss.Loss;
import charwise.engine.network.Directions;
import charwise.engine.optimizer.Clipping;
import charwise.engine.optimizer.LearningRate;
import charwise.engine.optimizer.OptimizerType;
import charwise.engine.optimizer.ScheduleType;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.task.EncoderConfig;
import charwise.engine.task.ItemPlan;
import charwise.engine.training.OnDivergence;
import charwise.engine.training.OptimizationPlan;
import charwise.engine.training.OptimizationStep;
import charwise.engine.training.TrainingPlan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The task's own step and evaluation against PyTorch's autograd in double precision. */
final class TaggerGoldenTest {
  private static final double TOLERANCE = 2e-5;
  private static final double ADAM_TOLERANCE = 1e-4;
  private static final int FIRST_UNIT = 'A';

  @ParameterizedTest
  @ValueSource(
      strings = {"tagger-rnn-bi-1layer", "tagger-lstm-bi-2layer", "tagger-lstm-bi-2layer-residual"})
  void agreesWithPyTorch(String name) throws Exception {
    GoldenFile golden = GoldenFile.load(name);
    TaggerData data = data(golden);
    TrainingPlan plan = plan(golden, data);
    TaggerTask task = TaggerTask.of(plan, data);
    task.model().parameters().clear();
    golden.setWeights(task.model().tensors(), task.model().parameters());
    try (Team team = new Team(2)) {
      assertThat(nats(task, team)).isCloseTo(golden.number("loss_nats"), within(TOLERANCE));
      OptimizationStep step = new OptimizationStep(plan, task, team);
      double[] losses = golden.adamLosses();
      for (int i = 0; i < losses.length; i++) {
        assertThat(step.run(i)).isTrue();
        if (i == 0) {
          assertThat(step.gradientNorm())
              .isCloseTo(golden.number("gradient_norm"), within(TOLERANCE));
          assertGradients(golden, task);
        }
        assertThat(step.loss().natsPerCharacter())
            .as("loss of Adam step %d", i + 1)
            .isCloseTo(losses[i], within(ADAM_TOLERANCE));
      }
    }
  }

  private static double nats(TaggerTask task, Team team) {
    LineTagger tagger = new LineTagger(task.saved(Map.of()), team);
    TaggedItems items = task.data().train();
    Loss loss = Loss.NONE;
    for (MarkedLine line :
        tagger.mark(
            IntStream.range(0, items.size())
                .mapToObj(i -> new TaggedLine(items.units(i), items.tags(i)))
                .toList())) {
      loss = loss.plus(line.loss());
    }
    return loss.natsPerCharacter();
  }

  /** The last unit of the file's vocabulary is the one that the model does not know. */
  private static TaggerData data(GoldenFile golden) throws Exception {
    int known = golden.integer("vocabulary_size") - 1;
    List<int[]> ids = golden.lists("token_ids");
    List<int[]> tags = golden.lists("tag_ids");
    TaggedItemsBuilder items = new TaggedItemsBuilder();
    for (int i = 0; i < ids.size(); i++) {
      int[] units = IntStream.of(ids.get(i)).map(id -> FIRST_UNIT + id).toArray();
      items.add(units, tags.get(i), "item " + i);
    }
    TaggedItems all = items.build();
    return new TaggerData(
        new UnitScheme(units(golden.integer("tags"))), units(known), all, all.select(new int[0]));
  }

  private static Vocabulary units(int size) {
    return Vocabulary.of(
        Units.CODEPOINT, IntStream.range(0, size).map(id -> FIRST_UNIT + id).toArray());
  }

  private static TrainingPlan plan(GoldenFile golden, TaggerData data) {
    int longest = data.train().inputs().longest();
    return new TrainingPlan(
        new TaggerPlan(
            new TaggerConfig(
                new EncoderConfig(
                    CellType.of(golden.text("cell")),
                    golden.integer("vocabulary_size"),
                    golden.integer("hidden_size"),
                    golden.integer("layers"),
                    golden.flag("residual"),
                    Directions.of(golden.text("directions"))),
                golden.integer("tags"),
                0),
            new ItemPlan(8, longest, 8 * longest, data.train().inputs().total(), 0, 0),
            0,
            UnitScheme.LABEL,
            Set.of(),
            TaggerMetric.NATS),
        new OptimizationPlan(
            OptimizerType.ADAM,
            new LearningRate(
                ScheduleType.CONSTANT, golden.adam("learning_rate"), 0, golden.adamLosses().length),
            0,
            Clipping.norm(golden.adam("clip_norm"))),
        1,
        1,
        OnDivergence.STOP);
  }

  private static void assertGradients(GoldenFile golden, TaggerTask task) {
    for (NamedTensor tensor : task.model().tensors()) {
      float[] gradient = new float[tensor.size()];
      tensor.read(task.model().parameters().gradients(), gradient);
      double[] expected = golden.gradient(tensor);
      for (int i = 0; i < gradient.length; i++) {
        assertThat((double) gradient[i])
            .as("gradient of %s [%d]", tensor.name(), i)
            .isCloseTo(expected[i], within(TOLERANCE));
      }
    }
  }
}
