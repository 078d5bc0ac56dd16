package charwise.engine.kernel;

/** The plain twin: one channel after the other. */
final class ScalarScan implements ScanKernels {
  private static final int WIDTH = Strip.WIDTH;

  @Override
  public void scan(
      float[] h,
      int hAt,
      float[] a,
      int aAt,
      Strip delta,
      Strip u,
      ScanRows bc,
      float[] d,
      int dAt,
      Strip y,
      int steps,
      int size) {
    for (int j = 0; j < WIDTH; j++) {
      for (int t = 0; t < steps; t++) {
        float dt = get(delta, t, j);
        float input = dt * get(u, t, j);
        float sum = 0f;
        for (int s = 0; s < size; s++) {
          float e = ScalarMath.exp(dt * a[aAt + s * WIDTH + j]);
          int i = hAt + s * WIDTH + j;
          h[i] = Math.fma(e, h[i], input * bc.values[bc.b(t) + s]);
          sum = Math.fma(h[i], bc.values[bc.c(t) + s], sum);
        }
        set(y, t, j, Math.fma(d[dAt + j], get(u, t, j), sum));
      }
    }
  }

  @Override
  public void record(
      float[] states,
      float[] decays,
      int at,
      float[] a,
      int aAt,
      Strip delta,
      Strip u,
      ScanRows bc,
      int steps,
      int size) {
    for (int j = 0; j < WIDTH; j++) {
      for (int t = 0; t < steps; t++) {
        float dt = get(delta, t, j);
        float input = dt * get(u, t, j);
        for (int s = 0; s < size; s++) {
          float e = ScalarMath.exp(dt * a[aAt + s * WIDTH + j]);
          int i = at + (t * size + s) * WIDTH + j;
          decays[i] = e;
          states[i + size * WIDTH] = Math.fma(e, states[i], input * bc.values[bc.b(t) + s]);
        }
      }
    }
  }

  @Override
  public void gradient(
      float[] dH,
      float[] states,
      float[] decays,
      int at,
      float[] a,
      int aAt,
      float[] dA,
      int dAAt,
      float[] d,
      int dAt,
      float[] dD,
      int dDAt,
      Strip delta,
      Strip u,
      ScanRows bc,
      Strip dY,
      Strip dDelta,
      Strip dU,
      float[] parts,
      int partsAt,
      int steps,
      int size) {
    for (int j = 0; j < WIDTH; j++) {
      for (int t = steps - 1; t >= 0; t--) {
        float dt = get(delta, t, j);
        float ut = get(u, t, j);
        float dy = get(dY, t, j);
        float input = dt * ut;
        float sumDelta = 0f;
        float sumInput = 0f;
        for (int s = 0; s < size; s++) {
          int i = at + (t * size + s) * WIDTH + j;
          int k = s * WIDTH + j;
          float b = bc.values[bc.b(t) + s];
          float g = Math.fma(dy, bc.values[bc.c(t) + s], dH[k]);
          int part = partsAt + (2 * t * size + s) * WIDTH + j;
          parts[part] = Math.fma(g, input, parts[part]);
          part += size * WIDTH;
          parts[part] = Math.fma(dy, states[i + size * WIDTH], parts[part]);
          float decayed = g * decays[i];
          float kept = decayed * states[i];
          sumDelta = Math.fma(kept, a[aAt + k], sumDelta);
          sumInput = Math.fma(g, b, sumInput);
          dA[dAAt + k] = Math.fma(kept, dt, dA[dAAt + k]);
          dH[k] = decayed;
        }
        set(dDelta, t, j, Math.fma(sumInput, ut, sumDelta));
        set(dU, t, j, Math.fma(sumInput, dt, dy * d[dAt + j]));
        dD[dDAt + j] = Math.fma(dy, ut, dD[dDAt + j]);
      }
    }
  }

  private static float get(Strip strip, int row, int element) {
    return strip.values[strip.offset + row * strip.stride + element];
  }

  private static void set(Strip strip, int row, int element, float value) {
    strip.values[strip.offset + row * strip.stride + element] = value;
  }
}
