package charwise.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.GoldenFile;
import charwise.engine.kernel.Team;
import charwise.engine.layer.BatchShape;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.Linear;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.layer.recurrent.InputShape;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.loss.Ctc;
import charwise.engine.optimizer.Adam;
import charwise.engine.optimizer.Clipping;
import charwise.engine.optimizer.ParameterUpdate;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.PanelMatrix;
import charwise.engine.tensor.Products;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An encoder trained by CTC against PyTorch: losses, every gradient and five Adam steps. */
class GoldenCtcTest {
  private static final double TOLERANCE = 2e-5;

  /** Two directions, a linear output over blank and labels, and the loss of items side by side. */
  private static final class Network {
    final ParameterSet parameters;
    final List<NamedTensor> tensors;
    final double[] nats;
    private final BatchShape shape;
    private final List<int[]> targets;
    private final int[] ids;
    private final StackForward forward;
    private final StackBackward backward;
    private final Linear output;
    private final PanelMatrix outputTransposed;
    private final PanelMatrix logits;
    private final Ctc ctc;
    private final List<GradientTask> tasks = new ArrayList<>();
    private final float[] scratch = new float[Products.scratchSize()];

    Network(GoldenFile golden, List<int[]> sources, List<int[]> targets) {
      this.targets = targets;
      ParameterSet.Builder builder = new ParameterSet.Builder();
      RecurrentStack stack =
          new RecurrentStack(
              CellType.of(golden.text("cell"))::create,
              InputShape.oneHot(golden.integer("source_vocabulary_size")),
              golden.integer("hidden_size"),
              golden.integer("layers"),
              golden.flag("residual"),
              Directions.of(golden.text("directions")),
              builder);
      int vocabularySize = golden.integer("target_vocabulary_size");
      output = new Linear(stack.output(), vocabularySize, true, builder);
      parameters = builder.build();
      tensors = new ArrayList<>(stack.tensors());
      tensors.addAll(output.tensors("output"));
      golden.setWeights(tensors, parameters);
      int repeat = golden.integer("repeat_input");
      int items = sources.size();
      int[] lengths = sources.stream().mapToInt(source -> repeat * source.length).toArray();
      shape = BatchShape.upTo(12 * items, items);
      shape.set(lengths, items);
      ids = new int[shape.maximumRows()];
      for (int n = 0; n < items; n++) {
        for (int t = 0; t < lengths[n]; t++) {
          ids[t * items + n] = sources.get(n)[t / repeat];
        }
      }
      forward = new StackForward(stack, shape, List.of(), true, 1);
      backward = new StackBackward(forward, 1);
      outputTransposed = output.newTransposed();
      logits = PanelMatrix.zerosApart(shape.maximumRows(), vocabularySize);
      ctc = new Ctc(vocabularySize, shape.timeSteps(), 4);
      nats = new double[items];
      backward.addGradientTasks(tasks, ids);
      output.addGradientTasks(tasks, forward.output(), logits, shape::rows);
    }

    double backpropagate() {
      backward.transposes().forEach(Runnable::run);
      output.transposes(outputTransposed).forEach(Runnable::run);
      int items = shape.batchSize();
      Share all = Share.ofStreams(0, 0, items);
      forward.run(all, ids);
      output.forward(forward.output(), logits, 0, shape.rows());
      int possible = 0;
      for (int n = 0; n < items; n++) {
        int[] target = targets.get(n);
        possible += Ctc.minimumSteps(target, 0, target.length) <= shape.length(n) ? 1 : 0;
      }
      double total = 0;
      for (int n = 0; n < items; n++) {
        int[] target = targets.get(n);
        nats[n] =
            ctc.backward(
                logits, n, items, shape.length(n), target, 0, target.length, 1f / possible);
        total += nats[n] == Double.POSITIVE_INFINITY ? 0 : nats[n];
        for (int t = shape.length(n); t < shape.timeSteps(); t++) {
          for (int k = 0; k < logits.columns(); k++) {
            logits.values()[logits.index(t * items + n, k)] = 0f;
          }
        }
      }
      output.backward(logits, outputTransposed, backward.dOutput(), 0, shape.rows(), scratch);
      backward.run(all);
      tasks.forEach(task -> task.run(scratch));
      return total / possible;
    }
  }

  private static Network network(GoldenFile golden, boolean withImpossible) {
    List<int[]> sources = new ArrayList<>(golden.lists("source_ids"));
    List<int[]> targets = new ArrayList<>(golden.lists("target_ids"));
    if (withImpossible) {
      sources.add(golden.object("impossible").integers("source_ids"));
      targets.add(golden.object("impossible").integers("target_ids"));
    }
    return new Network(golden, sources, targets);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void agreesWithPyTorchWithAndWithoutAnImpossiblePair(boolean withImpossible) throws IOException {
    GoldenFile golden = GoldenFile.load("ctc-lstm-bi");
    Network network = network(golden, withImpossible);

    assertThat(network.backpropagate()).isCloseTo(golden.number("loss_nats"), within(TOLERANCE));

    for (int n = 0; n < 4; n++) {
      assertThat(network.nats[n]).isCloseTo(golden.values("item_nats")[n], within(TOLERANCE));
    }
    if (withImpossible) {
      assertThat(network.nats[4]).isEqualTo(Double.POSITIVE_INFINITY);
    }
    for (NamedTensor tensor : network.tensors) {
      float[] gradient = new float[tensor.size()];
      tensor.read(network.parameters.gradients(), gradient);
      double[] expected = golden.gradient(tensor);
      for (int i = 0; i < expected.length; i++) {
        assertThat((double) gradient[i])
            .as("%s [%d]", tensor.name(), i)
            .isCloseTo(expected[i], within(TOLERANCE));
      }
    }
    assertThat(adamLosses(golden, network))
        .usingComparatorWithPrecision(TOLERANCE)
        .containsExactly(golden.adamLosses());
  }

  private static double[] adamLosses(GoldenFile golden, Network network) {
    try (Team team = new Team(1)) {
      ParameterUpdate update =
          new ParameterUpdate(
              network.parameters,
              new Adam(network.parameters.size()),
              Clipping.norm(golden.adam("clip_norm")),
              0);
      double[] losses = new double[5];
      Arrays.setAll(
          losses,
          t -> {
            double loss = network.backpropagate();
            team.run(member -> update.measure(team, member));
            double rate = golden.adam("learning_rate");
            var constants = update.prepare(t + 1, rate, update.gradientNorm());
            team.run(member -> update.apply(team, member, constants));
            return loss;
          });
      return losses;
    }
  }
}
