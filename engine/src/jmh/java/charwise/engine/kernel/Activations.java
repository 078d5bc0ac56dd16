package charwise.engine.kernel;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** tanh and sigmoid of 32 rows of a strip, 512 numbers: ours, and the library's tanh. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class Activations {
  private static final int ROWS = 32;

  private final float[] values = new float[ROWS * Strip.WIDTH];
  private final Strip in = new Strip().at(filled(), 0, Strip.WIDTH);
  private final Strip out = new Strip().at(values, 0, Strip.WIDTH);

  private static float[] filled() {
    float[] values = new float[ROWS * Strip.WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / 64f - 4;
    }
    return values;
  }

  @Benchmark
  public float[] tanhVector() {
    new VectorStrips().tanh(out, in, ROWS);
    return values;
  }

  @Benchmark
  public float[] tanhScalar() {
    new ScalarStrips().tanh(out, in, ROWS);
    return values;
  }

  @Benchmark
  public float[] tanhLibrary() {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) StrictMath.tanh(in.values[i]);
    }
    return values;
  }

  @Benchmark
  public float[] sigmoidVector() {
    new VectorStrips().sigmoid(out, ROWS);
    return values;
  }

  @Benchmark
  public float[] sigmoidScalar() {
    new ScalarStrips().sigmoid(out, ROWS);
    return values;
  }
}
