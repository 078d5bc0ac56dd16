package charwise.engine.kernel;

import java.util.Arrays;
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

/**
 * The ladder from the plain loop to the panel kernel: 32 rows of {@code depth} inputs times one
 * panel of 64 outputs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProductLadder {
  private static final int ROWS = 32;

  @Param({"128", "256", "512"})
  public int depth;

  private float[] a = {};
  private float[] b = {};
  private float[] c = {};

  @Setup
  public void fill() {
    a = new float[ROWS * depth];
    b = new float[depth * Panels.WIDTH];
    c = new float[ROWS * Panels.WIDTH];
    Arrays.fill(a, 0.5f);
    Arrays.fill(b, 0.25f);
  }

  /** An output at a time: one chain of multiply-adds. */
  @Benchmark
  public float[] scalar() {
    new ScalarPanels().multiply(a, 0, depth, 1, b, 0, c, 0, Panels.WIDTH, ROWS, depth, 4, false);
    return c;
  }

  /** A row of outputs at a time, which the compiler vectorizes by itself. */
  @Benchmark
  public float[] rows() {
    Arrays.fill(c, 0f);
    for (int m = 0; m < ROWS; m++) {
      for (int k = 0; k < depth; k++) {
        float x = a[m * depth + k];
        for (int n = 0; n < Panels.WIDTH; n++) {
          c[m * Panels.WIDTH + n] += x * b[k * Panels.WIDTH + n];
        }
      }
    }
    return c;
  }

  /** Six rows by a panel at a time, in registers. */
  @Benchmark
  public float[] panels() {
    new VectorPanels().multiply(a, 0, depth, 1, b, 0, c, 0, Panels.WIDTH, ROWS, depth, 4, false);
    return c;
  }
}
