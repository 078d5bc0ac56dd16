package charwise.engine.kernel;

import static charwise.engine.kernel.Lanes.COUNT;
import static charwise.engine.kernel.Lanes.FLOAT;
import static charwise.engine.kernel.Strip.WIDTH;
import static charwise.engine.kernel.StripVectors.all;
import static charwise.engine.kernel.StripVectors.load;
import static charwise.engine.kernel.StripVectors.store;

import jdk.incubator.vector.FloatVector;

/** The vector twin: across channels, each of which has its own sums. */
final class VectorScan implements ScanKernels {
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
    for (int j = 0; j < WIDTH; j += COUNT) {
      FloatVector skip = load(d, dAt + j);
      for (int t = 0; t < steps; t++) {
        FloatVector ut = load(u, t, j);
        FloatVector dt = load(delta, t, j);
        FloatVector input = dt.mul(ut);
        FloatVector sum = FloatVector.zero(FLOAT);
        int b = bc.b(t);
        int c = bc.c(t);
        for (int s = 0; s < size; s++) {
          FloatVector e = VectorMath.exp(dt.mul(load(a, aAt + s * WIDTH + j)));
          int i = hAt + s * WIDTH + j;
          FloatVector state = e.fma(load(h, i), input.mul(bc.values[b + s]));
          state.intoArray(h, i);
          sum = state.fma(all(bc.values[c + s]), sum);
        }
        store(y, t, j, skip.fma(ut, sum));
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
    for (int j = 0; j < WIDTH; j += COUNT) {
      for (int t = 0; t < steps; t++) {
        FloatVector dt = load(delta, t, j);
        FloatVector input = dt.mul(load(u, t, j));
        int b = bc.b(t);
        for (int s = 0; s < size; s++) {
          FloatVector e = VectorMath.exp(dt.mul(load(a, aAt + s * WIDTH + j)));
          int i = at + (t * size + s) * WIDTH + j;
          e.intoArray(decays, i);
          e.fma(load(states, i), input.mul(bc.values[b + s])).intoArray(states, i + size * WIDTH);
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
    for (int j = 0; j < WIDTH; j += COUNT) {
      for (int t = steps - 1; t >= 0; t--) {
        FloatVector dt = load(delta, t, j);
        FloatVector ut = load(u, t, j);
        FloatVector dy = load(dY, t, j);
        FloatVector input = dt.mul(ut);
        FloatVector sumDelta = FloatVector.zero(FLOAT);
        FloatVector sumInput = sumDelta;
        for (int s = 0; s < size; s++) {
          int i = at + (t * size + s) * WIDTH + j;
          int k = s * WIDTH + j;
          FloatVector c = all(bc.values[bc.c(t) + s]);
          FloatVector g = dy.fma(c, load(dH, k));
          int part = partsAt + (2 * t * size + s) * WIDTH + j;
          g.fma(input, load(parts, part)).intoArray(parts, part);
          part += size * WIDTH;
          dy.fma(load(states, i + size * WIDTH), load(parts, part)).intoArray(parts, part);
          FloatVector decayed = g.mul(load(decays, i));
          FloatVector kept = decayed.mul(load(states, i));
          sumDelta = kept.fma(load(a, aAt + k), sumDelta);
          sumInput = g.fma(all(bc.values[bc.b(t) + s]), sumInput);
          kept.fma(dt, load(dA, dAAt + k)).intoArray(dA, dAAt + k);
          decayed.intoArray(dH, k);
        }
        store(dDelta, t, j, sumInput.fma(ut, sumDelta));
        store(dU, t, j, sumInput.fma(dt, dy.mul(load(d, dAt + j))));
        dy.fma(ut, load(dD, dDAt + j)).intoArray(dD, dDAt + j);
      }
    }
  }
}
