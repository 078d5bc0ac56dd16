package charwise.engine.kernel;

import static charwise.engine.kernel.Lanes.COUNT;
import static charwise.engine.kernel.Lanes.FLOAT;

import jdk.incubator.vector.FloatVector;

/** The vector twin. */
final class VectorUpdates implements UpdateKernels {
  @Override
  public void adam(float[] w, float[] gradient, float[] m, float[] v, int from, int to, Step step) {
    for (int i = from; i < to; i += COUNT) {
      FloatVector g = limited(gradient, i, step);
      FloatVector mean = load(m, i).mul(step.beta1()).add(g.mul(1f - step.beta1()));
      FloatVector square = load(v, i).mul(step.beta2()).add(g.mul(g).mul(1f - step.beta2()));
      mean.intoArray(m, i);
      square.intoArray(v, i);
      FloatVector change = mean.mul(step.learningRate()).div(square.sqrt().add(step.epsilon()));
      move(w, i, step, change);
    }
  }

  @Override
  public void rmsprop(float[] w, float[] gradient, float[] v, int from, int to, Step step) {
    for (int i = from; i < to; i += COUNT) {
      FloatVector g = limited(gradient, i, step);
      FloatVector square = load(v, i).mul(step.beta2()).add(g.mul(g).mul(1f - step.beta2()));
      square.intoArray(v, i);
      move(w, i, step, g.mul(step.learningRate()).div(square.sqrt().add(step.epsilon())));
    }
  }

  @Override
  public void sgd(float[] w, float[] gradient, float[] m, int from, int to, Step step) {
    for (int i = from; i < to; i += COUNT) {
      FloatVector momentum = load(m, i).mul(step.beta1()).add(limited(gradient, i, step));
      momentum.intoArray(m, i);
      move(w, i, step, momentum.mul(step.learningRate()));
    }
  }

  /** {@code Strip.WIDTH / COUNT} vectors of partial sums, one after another over a small run. */
  @Override
  public double sumOfSquares(float[] x, int from, int to) {
    double sum = 0;
    for (int lane = 0; lane < Strip.WIDTH; lane += COUNT) {
      FloatVector sums = FloatVector.zero(FLOAT);
      for (int i = from + lane; i < to; i += Strip.WIDTH) {
        FloatVector value = load(x, i);
        sums = value.fma(value, sums);
      }
      for (int j = 0; j < COUNT; j++) {
        sum += sums.lane(j);
      }
    }
    return sum;
  }

  private static void move(float[] w, int i, Step step, FloatVector change) {
    FloatVector weight = load(w, i);
    weight.sub(weight.mul(step.decay())).sub(change).intoArray(w, i);
  }

  private static FloatVector limited(float[] gradient, int i, Step step) {
    return load(gradient, i).mul(step.scale()).max(-step.limit()).min(step.limit());
  }

  private static FloatVector load(float[] values, int offset) {
    return FloatVector.fromArray(FLOAT, values, offset);
  }
}
