package charwise.engine.layer.sequence;

import static charwise.engine.layer.sequence.DifferenceContract.all;
import static charwise.engine.layer.sequence.DifferenceContract.random;
import static charwise.engine.layer.sequence.DifferenceContract.resets;
import static charwise.engine.layer.sequence.DifferenceContract.stir;

import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Strip;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.Span;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import charwise.engine.tensor.Products;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The contract of every layer, at sizes that are awkward for vectors and with resets in windows.
 */
class SequenceGradientTest {
  private final float[] free = new float[Products.scratchSize()];
  private final List<GradientTask> tasks = new ArrayList<>();
  private final RandomStream random = new RandomStream(21);
  private final ParameterSet.Builder builder = new ParameterSet.Builder();

  private void runTasks() {
    tasks.forEach(task -> task.run(free));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "5, 3", "16, 2", "33, 2", "70, 1"})
  void rmsNorm(int size, int rows) {
    RmsNorm norm = new RmsNorm(size, builder);
    ParameterSet parameters = builder.build();
    norm.initialize(parameters.values());
    stir(norm.tensors(""), parameters, random);
    Matrix x = random(rows, size, random);
    Matrix dX = Matrix.zeros(rows, x.columns());
    RmsNorm.Pass pass = norm.new Pass(rows, true);
    random(pass.dY(), size, random);
    Span span = all(rows, 1);
    pass.forward(x, span);
    pass.backward(dX, span);
    pass.addGradientTasks(tasks);
    runTasks();
    var contract = new DifferenceContract(() -> pass.forward(x, span), pass.y(), pass.dY());
    contract.checkInput("x", x, dX, size);
    contract.checkWeights(norm.tensors("norm"), parameters);
  }

  @ParameterizedTest
  @CsvSource({"3, 12, 2", "16, 64, 1", "17, 70, 3"})
  void feedForward(int size, int inner, int rows) {
    FeedForward layer = new FeedForward(size, inner, builder);
    ParameterSet parameters = builder.build();
    layer.initialize(1, random, parameters.values());
    Matrix x = random(rows, size, random);
    Matrix y = Matrix.zeros(rows, x.columns());
    Matrix dY = random(rows, size, random);
    Matrix dX = Matrix.zeros(rows, x.columns());
    FeedForward.Pass pass = layer.new Pass(rows, true);
    pass.transposes().forEach(Runnable::run);
    Span span = all(rows, 1);
    Runnable forward = () -> pass.forward(x, PanelMatrix.over(y, size), span);
    forward.run();
    pass.backward(
        PanelMatrix.over(dY, size), dX, Matrix.zeros(rows, Strip.padded(inner)), span, free);
    pass.addGradientTasks(tasks, x, PanelMatrix.over(dY, size));
    runTasks();
    var contract = new DifferenceContract(forward, y, dY);
    contract.checkInput("x", x, dX, size);
    contract.checkWeights(layer.tensors("mlp"), parameters);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 3, 2", "5, 4, 1, 2", "16, 4, 6, 3", "33, 3, 7, 1"})
  void causalConvolution(int channels, int taps, int steps, int streams) {
    CausalConvolution layer = new CausalConvolution(channels, taps, builder);
    ParameterSet parameters = builder.build();
    layer.initialize(random, parameters.values());
    Matrix v = random((steps + taps - 1) * streams, channels, random);
    int rows = steps * streams;
    boolean[] resets = resets(rows, random);
    CausalConvolution.Pass pass = layer.new Pass(v, steps, streams, true, 1);
    Matrix dY = random(rows, channels, random);
    Matrix dU = Matrix.zeros(rows, dY.columns());
    System.arraycopy(dY.values(), 0, dU.values(), 0, dU.values().length);
    Matrix dV = Matrix.zeros(rows, dY.columns());
    Span span = all(streams, steps);
    pass.forward(span, 0, resets);
    pass.backward(dU, dV, span, 0, resets);
    pass.addGradientTasks(tasks);
    runTasks();
    var contract = new DifferenceContract(() -> pass.forward(span, 0, resets), pass.u(), dY);
    Matrix window = v.rows((taps - 1) * streams, rows);
    contract.checkInput("v", window, dV, channels);
    contract.checkWeights(layer.tensors("conv"), parameters);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1, 1", "5, 3, 4, 2", "16, 16, 3, 1", "33, 4, 6, 2"})
  void selectiveScan(int channels, int size, int steps, int streams) {
    SelectiveScan layer = new SelectiveScan(channels, size, builder);
    ParameterSet parameters = builder.build();
    layer.initialize(parameters.values());
    stir(layer.tensors(""), parameters, random);
    int rows = steps * streams;
    int cColumn = Strip.padded(size);
    Matrix bc = Matrix.zeros(rows, 2 * cColumn);
    random(bc.columns(0, cColumn), size, random);
    random(bc.columns(cColumn, cColumn), size, random);
    Matrix delta = random(rows, channels, random);
    for (int i = 0; i < delta.values().length; i++) {
      delta.values()[i] = Math.abs(delta.values()[i]);
    }
    Matrix u = random(rows, channels, random);
    boolean[] resets = resets(rows, random);
    var pass = layer.new Pass(bc, cColumn, steps, streams, true, 1);
    for (int c = 0; c < channels; c++) {
      for (int s = 0; s < size; s++) {
        for (int n = 0; n < streams; n++) {
          pass.before().values()[pass.before().row(n) + c / 16 * 16 * size + s * 16 + c % 16] =
              (float) random.nextDouble();
        }
      }
    }
    Matrix dY = random(rows, channels, random);
    Matrix dBc = Matrix.zeros(rows, bc.columns());
    Matrix dDelta = Matrix.zeros(rows, delta.columns());
    Matrix dU = Matrix.zeros(rows, delta.columns());
    Span span = all(streams, steps);
    pass.forward(delta, u, span, 0, resets);
    pass.backward(delta, u, dY, dBc, dDelta, dU, span, 0, resets);
    pass.addGradientTasks(tasks);
    runTasks();
    var contract =
        new DifferenceContract(() -> pass.forward(delta, u, span, 0, resets), pass.y(), dY);
    contract.checkInput("delta", delta, dDelta, channels);
    contract.checkInput("u", u, dU, channels);
    contract.checkInput("B", bc, dBc, size);
    contract.checkInput("C", bc.columns(cColumn, size), dBc.columns(cColumn, size), size);
    contract.checkWeights(layer.tensors(""), parameters);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1, 1, 1, 1",
    "6, 3, 4, 5, 2",
    "8, 2, 3, 7, 2",
    "32, 1, 40, 35, 1",
    "40, 2, 5, 66, 1",
    "128, 2, 70, 5, 1"
  })
  void selfAttention(int size, int heads, int context, int steps, int streams) {
    SelfAttention layer =
        new SelfAttention(size, heads, context, new RotaryAngles(size / heads / 2), builder);
    ParameterSet parameters = builder.build();
    layer.initialize(1, random, parameters.values());
    int rows = steps * streams;
    boolean[] resets = resets(rows, random);
    var pass = new SelfAttentionForward(layer, steps, streams, 1);
    Span span = all(streams, steps);
    Matrix x = random(rows, size, random);
    Matrix y = Matrix.zeros(rows, x.columns());
    PanelMatrix panels = PanelMatrix.over(y, size);
    for (int window = 0; window < 2; window++) { // what is remembered then
      pass.run(x, panels, span, 0, resets);
      pass.startFrom(pass, steps);
      random(x, size, random);
    }
    for (int n = 0; n < streams; n++) {
      resets[n] = n % 2 == 1;
    }
    var backward = new SelfAttentionBackward(pass, 1);
    backward.transposes().forEach(Runnable::run);
    Matrix dY = random(rows, size, random);
    Matrix dX = Matrix.zeros(rows, x.columns());
    pass.run(x, panels, span, 0, resets);
    Matrix room = Matrix.zeros(rows, layer.width());
    backward.run(PanelMatrix.over(dY, size), dX, room, span, 0, free);
    backward.addGradientTasks(tasks, x, PanelMatrix.over(dY, size));
    runTasks();
    var contract = new DifferenceContract(() -> pass.run(x, panels, span, 0, resets), y, dY);
    contract.checkInput("x", x, dX, size);
    contract.checkWeights(layer.tensors("attention"), parameters);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 0", "7, 5, 0", "70, 17, 0", "7, 33, 3"})
  void tiedEmbedding(int vocabulary, int size, int conditions) {
    int rows = 5;
    TiedEmbedding layer = new TiedEmbedding(vocabulary, conditions, size, builder);
    ParameterSet parameters = builder.build();
    stir(layer.tensors("e"), parameters, random);
    int[] ids = new int[2 * rows];
    for (int r = 0; r < rows; r++) {
      ids[r] = random.nextInt(vocabulary);
      ids[rows + r] = conditions > 0 ? random.nextInt(conditions) : 0;
    }
    Span span = all(rows, 1);
    Matrix x = Matrix.zeros(rows, Strip.padded(size));
    PanelMatrix logits = PanelMatrix.zeros(rows, vocabulary);
    Matrix out = Matrix.zeros(rows, vocabulary);
    Runnable forward =
        () -> {
          layer.read(ids, rows, x, span);
          layer.readOut(x, logits, 0, rows);
          for (int r = 0; r < rows; r++) {
            for (int v = 0; v < vocabulary; v++) {
              out.values()[out.row(r) + v] = logits.values()[logits.index(r, v)];
            }
          }
        };
    forward.run();
    Matrix dOut = random(Matrix.zeros(rows, vocabulary), vocabulary, random);
    PanelMatrix dLogits = PanelMatrix.zeros(rows, vocabulary);
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < vocabulary; v++) {
        dLogits.values()[dLogits.index(r, v)] = dOut.values()[dOut.row(r) + v];
      }
    }
    PanelMatrix transposed = layer.newTransposed();
    layer.transposes(transposed).forEach(Runnable::run);
    Matrix dX = Matrix.zeros(rows, x.columns());
    layer.backward(dLogits, transposed, dX, 0, rows, free);
    layer.addGradientTasks(tasks, ids, dX, x, dLogits);
    runTasks();
    new DifferenceContract(forward, out, dOut).checkWeights(layer.tensors("e"), parameters);
  }
}
