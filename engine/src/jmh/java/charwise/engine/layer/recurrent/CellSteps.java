package charwise.engine.layer.recurrent;

import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.BatchShape;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.Matrix;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One layer forward and back over 32 steps of 32 streams, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
public class CellSteps {
  private static final int STEPS = 32;
  private static final int STREAMS = 32;

  private final Share share = Share.ofStreams(0, 0, STREAMS);

  @Param public CellType cell = CellType.LSTM;

  @Param({"128", "256", "512"})
  public int hiddenSize;

  private RecurrentForward forward;
  private RecurrentBackward backward;
  private Matrix x;
  private Matrix dx;
  private boolean[] resets;

  @Setup
  public void build() {
    ParameterSet.Builder builder = new ParameterSet.Builder();
    RecurrentLayer layer =
        new RecurrentLayer(
            cell.create(), InputShape.dense(hiddenSize), hiddenSize, Direction.FORWARD, builder);
    ParameterSet parameters = builder.build();
    layer.initialize(RandomStream.of(1, 1), parameters.values());
    int rows = STEPS * STREAMS;
    int width = layer.paddedSize();
    forward =
        new RecurrentForward(
            layer, new BatchShape(STEPS, STREAMS), Matrix.zeros(rows, width), true, 1);
    backward = new RecurrentBackward(forward, Matrix.zeros(rows, width), 1);
    backward.transposes().forEach(Runnable::run);
    x = Matrix.zeros(rows, width);
    dx = Matrix.zeros(rows, width);
    resets = new boolean[rows];
  }

  @Benchmark
  public Matrix forward() {
    forward.run(share, new int[0], x, resets, 0, STEPS);
    return forward.output();
  }

  @Benchmark
  public Matrix forwardAndBack() {
    forward.run(share, new int[0], x, resets, 0, STEPS);
    backward.run(share, resets, 0, STEPS, dx, false);
    return dx;
  }
}
