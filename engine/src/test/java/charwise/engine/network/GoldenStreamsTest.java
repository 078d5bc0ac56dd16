package charwise.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.GoldenFile;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.Linear;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.layer.recurrent.InputShape;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.loss.SoftmaxCrossEntropy;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import charwise.engine.tensor.Products;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A language model that reads a condition with every unit, against PyTorch's autograd. */
final class GoldenStreamsTest {
  private static final double TOLERANCE = 2e-5;

  @ParameterizedTest
  @CsvSource({"conditional-lstm-1layer,6", "conditional-lstm-1layer,1"})
  void agreesWithPyTorch(String name, int stepsAtOnce) throws Exception {
    GoldenFile golden = GoldenFile.load(name);
    int vocabulary = golden.integer("vocabulary_size");
    int hidden = golden.integer("hidden_size");
    int steps = golden.integer("time_steps");
    int streams = golden.integer("batch");
    int rows = steps * streams;
    ParameterSet.Builder builder = new ParameterSet.Builder();
    RecurrentStack stack =
        new RecurrentStack(
            CellType.of(golden.text("cell"))::create,
            InputShape.oneHot(vocabulary, golden.integer("conditions")),
            hidden,
            golden.integer("layers"),
            false,
            Directions.FORWARD,
            builder);
    Linear decoder = new Linear(hidden, vocabulary, builder);
    ParameterSet parameters = builder.build();
    List<NamedTensor> tensors = new ArrayList<>(stack.tensors());
    tensors.addAll(decoder.tensors("decoder"));
    golden.setWeights(tensors, parameters);
    StackForward forward = new StackForward(stack, steps, streams, List.of(), true, 1);
    StackBackward backward = new StackBackward(forward, 1);
    int[] ids = new int[2 * rows];
    int[] targets = new int[rows];
    for (int t = 0; t < steps; t++) {
      System.arraycopy(golden.lists("token_ids").get(t), 0, ids, t * streams, streams);
      System.arraycopy(golden.lists("condition_ids").get(t), 0, ids, rows + t * streams, streams);
      System.arraycopy(golden.lists("token_ids").get(t + 1), 0, targets, t * streams, streams);
    }
    setState(forward.initialState().get(0), golden.values("initial_h"), hidden);
    setState(forward.initialState().get(1), golden.values("initial_c"), hidden);
    Share all = Share.ofStreams(0, 0, streams);
    boolean[] resets = new boolean[rows];
    Matrix x = StackForward.NO_COLUMNS;

    for (int t = 0; t < steps; t += stepsAtOnce) {
      forward.run(all, ids, x, resets, t, t + stepsAtOnce);
    }

    PanelMatrix logits = PanelMatrix.zerosApart(rows, vocabulary);
    decoder.forward(forward.output(), logits, 0, rows);
    assertClose(elements(logits), golden.values("logits"), "logits");
    var layer = forward.layers().getFirst();
    Matrix h = layer.hidden().rows(layer.rowAfter((steps - 1) * streams), streams);
    Matrix c = layer.memory().rows(layer.rowAfter((steps - 1) * streams), streams);
    assertClose(rows(h, hidden), golden.values("final_h"), "final h");
    assertClose(rows(c, hidden), golden.values("final_c"), "final c");

    double[] nats = new double[rows];
    SoftmaxCrossEntropy.backward(logits, targets, 0, rows, nats, 1f / rows);
    assertThat(Arrays.stream(nats).average().orElseThrow())
        .isCloseTo(golden.number("loss_nats"), within(TOLERANCE));
    PanelMatrix transposed = decoder.newTransposed();
    decoder.transposes(transposed).forEach(Runnable::run);
    float[] scratch = new float[Products.scratchSize()];
    decoder.backward(logits, transposed, backward.dOutput(), 0, rows, scratch);
    backward.transposes().forEach(Runnable::run);
    for (int to = steps; to > 0; to -= stepsAtOnce) {
      backward.run(all, resets, to - stepsAtOnce, to);
    }
    List<GradientTask> tasks = new ArrayList<>();
    decoder.addGradientTasks(tasks, forward.output(), logits);
    backward.addGradientTasks(tasks, ids);
    tasks.forEach(task -> task.run(scratch));
    for (NamedTensor tensor : tensors) {
      float[] gradient = new float[tensor.size()];
      tensor.read(parameters.gradients(), gradient);
      assertClose(gradient, golden.gradient(tensor), "gradient of " + tensor.name());
    }
    List<Matrix> dStates = backward.dInitialState();
    assertClose(rows(dStates.get(0), hidden), golden.values("d_initial_h"), "gradient of h");
    assertClose(rows(dStates.get(1), hidden), golden.values("d_initial_c"), "gradient of c");
  }

  private static void setState(Matrix state, double[] values, int width) {
    for (int i = 0; i < values.length; i++) {
      state.values()[state.row(i / width) + i % width] = (float) values[i];
    }
  }

  private static float[] elements(PanelMatrix matrix) {
    float[] out = new float[matrix.rows() * matrix.columns()];
    for (int i = 0; i < out.length; i++) {
      out[i] = matrix.values()[matrix.index(i / matrix.columns(), i % matrix.columns())];
    }
    return out;
  }

  private static float[] rows(Matrix matrix, int width) {
    float[] out = new float[matrix.rows() * width];
    for (int r = 0; r < matrix.rows(); r++) {
      System.arraycopy(matrix.values(), matrix.row(r), out, r * width, width);
    }
    return out;
  }

  private static void assertClose(float[] actual, double[] expected, String what) {
    assertThat(actual).as(what).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i])
          .as("%s [%d]", what, i)
          .isCloseTo(expected[i], within(TOLERANCE));
    }
  }
}
