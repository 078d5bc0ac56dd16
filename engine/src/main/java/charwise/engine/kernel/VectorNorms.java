package charwise.engine.kernel;

import static charwise.engine.kernel.Lanes.COUNT;
import static charwise.engine.kernel.Lanes.FLOAT;
import static charwise.engine.kernel.Strip.WIDTH;
import static charwise.engine.kernel.StripVectors.all;
import static charwise.engine.kernel.StripVectors.load;

import jdk.incubator.vector.FloatVector;

/** The vector twin: sums over columns keep their 16 parts whatever the lanes. */
final class VectorNorms implements NormKernels {
  @Override
  public float normalize(
      float[] out,
      int outAt,
      float[] scaled,
      int scaledAt,
      float[] x,
      int xAt,
      float[] gain,
      int gainAt,
      int columns,
      float epsilon) {
    int padded = Strip.padded(columns);
    float sum = 0f;
    for (int part = 0; part < WIDTH; part += COUNT) {
      FloatVector sums = FloatVector.zero(FLOAT);
      for (int c = part; c < padded; c += WIDTH) {
        FloatVector value = load(x, xAt + c);
        sums = value.fma(value, sums);
      }
      sum = StripVectors.addLanes(sum, sums);
    }
    float r = ScalarNorms.factor(sum, columns, epsilon);
    for (int c = 0; c < padded; c += COUNT) {
      FloatVector value = load(x, xAt + c).mul(r);
      value.intoArray(scaled, scaledAt + c);
      value.mul(load(gain, gainAt + c)).intoArray(out, outAt + c);
    }
    return r;
  }

  @Override
  public void addGradient(
      float[] dx,
      int dxAt,
      float[] dy,
      int dyAt,
      float[] scaled,
      int scaledAt,
      float[] gain,
      int gainAt,
      float r,
      int columns) {
    int padded = Strip.padded(columns);
    float sum = 0f;
    for (int part = 0; part < WIDTH; part += COUNT) {
      FloatVector sums = FloatVector.zero(FLOAT);
      for (int c = part; c < padded; c += WIDTH) {
        sums = load(dy, dyAt + c).mul(load(gain, gainAt + c)).fma(load(scaled, scaledAt + c), sums);
      }
      sum = StripVectors.addLanes(sum, sums);
    }
    float mean = sum / columns;
    FloatVector factor = all(r);
    for (int c = 0; c < padded; c += COUNT) {
      FloatVector g = load(dy, dyAt + c).mul(load(gain, gainAt + c));
      g.sub(load(scaled, scaledAt + c).mul(mean))
          .fma(factor, load(dx, dxAt + c))
          .intoArray(dx, dxAt + c);
    }
  }
}
