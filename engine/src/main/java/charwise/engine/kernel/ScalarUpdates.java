package charwise.engine.kernel;

/** The plain twin. */
final class ScalarUpdates implements UpdateKernels {
  @Override
  public void adam(float[] w, float[] gradient, float[] m, float[] v, int from, int to, Step step) {
    for (int i = from; i < to; i++) {
      float g = limited(gradient[i], step);
      m[i] = m[i] * step.beta1() + g * (1f - step.beta1());
      v[i] = v[i] * step.beta2() + g * g * (1f - step.beta2());
      float change = step.learningRate() * m[i] / ((float) Math.sqrt(v[i]) + step.epsilon());
      w[i] = w[i] - step.decay() * w[i] - change;
    }
  }

  @Override
  public void rmsprop(float[] w, float[] gradient, float[] v, int from, int to, Step step) {
    for (int i = from; i < to; i++) {
      float g = limited(gradient[i], step);
      v[i] = v[i] * step.beta2() + g * g * (1f - step.beta2());
      float change = step.learningRate() * g / ((float) Math.sqrt(v[i]) + step.epsilon());
      w[i] = w[i] - step.decay() * w[i] - change;
    }
  }

  @Override
  public void sgd(float[] w, float[] gradient, float[] m, int from, int to, Step step) {
    for (int i = from; i < to; i++) {
      m[i] = m[i] * step.beta1() + limited(gradient[i], step);
      w[i] = w[i] - step.decay() * w[i] - step.learningRate() * m[i];
    }
  }

  @Override
  public double sumOfSquares(float[] x, int from, int to) {
    float[] sums = new float[Strip.WIDTH];
    for (int i = from; i < to; i++) {
      int lane = (i - from) % Strip.WIDTH;
      sums[lane] = Math.fma(x[i], x[i], sums[lane]);
    }
    double sum = 0;
    for (float part : sums) {
      sum += part;
    }
    return sum;
  }

  private static float limited(float gradient, Step step) {
    return Math.min(Math.max(gradient * step.scale(), -step.limit()), step.limit());
  }
}
