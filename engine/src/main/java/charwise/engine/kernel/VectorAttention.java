package charwise.engine.kernel;

import static charwise.engine.kernel.Lanes.COUNT;
import static charwise.engine.kernel.Lanes.FLOAT;
import static charwise.engine.kernel.Strip.WIDTH;
import static charwise.engine.kernel.StripVectors.addLanes;
import static charwise.engine.kernel.StripVectors.complement;
import static charwise.engine.kernel.StripVectors.load;
import static charwise.engine.kernel.StripVectors.store;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/** The vector twin: across columns; sums over columns keep their 16 parts whatever the lanes. */
final class VectorAttention implements AttentionKernels {
  /** Vectors of columns summed together: four sums that do not wait for one another. */
  private static final int FOUR = 4 * COUNT;

  @Override
  public void additiveScores(
      float[] scores,
      int at,
      PanelRows keys,
      PanelRows query,
      PanelRows value,
      int rows,
      int columns,
      float[] scratch) {
    int padded = Strip.padded(columns);
    for (int j = 0; j < rows; j++) {
      for (int part = 0; part < WIDTH; part += COUNT) {
        FloatVector sums = FloatVector.zero(FLOAT);
        for (int c = part; c < padded; c += WIDTH) {
          FloatVector tanh = VectorMath.tanh(load(query, 0, c).add(load(keys, j, c)));
          sums = load(value, 0, c).fma(tanh, sums);
        }
        sums.intoArray(scratch, j * WIDTH + part);
      }
    }
    addParts(scores, at, rows, scratch);
  }

  @Override
  public void additiveGradient(
      PanelRows dKeys,
      PanelRows dQuery,
      PanelRows dValue,
      float[] dScores,
      int at,
      PanelRows keys,
      PanelRows query,
      PanelRows value,
      int rows,
      int columns) {
    for (int c = 0; c < Strip.padded(columns); c += COUNT) {
      FloatVector q = load(query, 0, c);
      FloatVector v = load(value, 0, c);
      FloatVector sumQuery = FloatVector.zero(FLOAT);
      FloatVector sumValue = sumQuery;
      for (int j = 0; j < rows; j++) {
        FloatVector dScore = FloatVector.broadcast(FLOAT, dScores[at + j]);
        FloatVector tanh = VectorMath.tanh(q.add(load(keys, j, c)));
        FloatVector d = dScore.mul(v).mul(complement(tanh.mul(tanh)));
        store(dKeys, j, c, load(dKeys, j, c).add(d));
        sumQuery = sumQuery.add(d);
        sumValue = dScore.fma(tanh, sumValue);
      }
      store(dQuery, 0, c, sumQuery);
      store(dValue, 0, c, sumValue);
    }
  }

  @Override
  public void dotProducts(
      float[] scores,
      int at,
      PanelRows matrix,
      PanelRows vector,
      int rows,
      int columns,
      float[] scratch) {
    int padded = Strip.padded(columns);
    for (int j = 0; j < rows; j++) {
      for (int part = 0; part < WIDTH; part += COUNT) {
        FloatVector sums = FloatVector.zero(FLOAT);
        for (int c = part; c < padded; c += WIDTH) {
          sums = load(vector, 0, c).fma(load(matrix, j, c), sums);
        }
        sums.intoArray(scratch, j * WIDTH + part);
      }
    }
    addParts(scores, at, rows, scratch);
  }

  private static void addParts(float[] scores, int at, int rows, float[] scratch) {
    for (int j = 0; j < rows; j++) {
      float sum = 0f;
      for (int part = 0; part < WIDTH; part++) {
        sum += scratch[j * WIDTH + part];
      }
      scores[at + j] = sum;
    }
    Arrays.fill(scores, at + rows, at + Strip.padded(rows), 0f);
  }

  @Override
  public void weightedSum(
      PanelRows out, float[] weights, int at, PanelRows matrix, int rows, int columns) {
    int padded = Strip.padded(columns);
    int c = 0;
    for (; c + FOUR <= padded; c += FOUR) {
      sumFour(out, weights, at, matrix, rows, c);
    }
    for (; c < padded; c += COUNT) {
      FloatVector sum = FloatVector.zero(FLOAT);
      for (int j = 0; j < rows; j++) {
        sum = FloatVector.broadcast(FLOAT, weights[at + j]).fma(load(matrix, j, c), sum);
      }
      store(out, 0, c, sum);
    }
  }

  private static void sumFour(
      PanelRows out, float[] weights, int at, PanelRows matrix, int rows, int column) {
    FloatVector s0 = FloatVector.zero(FLOAT);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (int j = 0; j < rows; j++) {
      FloatVector weight = FloatVector.broadcast(FLOAT, weights[at + j]);
      s0 = weight.fma(load(matrix, j, column), s0);
      s1 = weight.fma(load(matrix, j, column + COUNT), s1);
      s2 = weight.fma(load(matrix, j, column + 2 * COUNT), s2);
      s3 = weight.fma(load(matrix, j, column + 3 * COUNT), s3);
    }
    store(out, 0, column, s0);
    store(out, 0, column + COUNT, s1);
    store(out, 0, column + 2 * COUNT, s2);
    store(out, 0, column + 3 * COUNT, s3);
  }

  @Override
  public void addOuter(
      PanelRows matrix, float[] weights, int at, PanelRows vector, int rows, int columns) {
    int padded = Strip.padded(columns);
    for (int j = 0; j < rows; j++) {
      FloatVector weight = FloatVector.broadcast(FLOAT, weights[at + j]);
      for (int c = 0; c < padded; c += COUNT) {
        store(matrix, j, c, weight.fma(load(vector, 0, c), load(matrix, j, c)));
      }
    }
  }

  @Override
  public void softmaxGradient(float[] gradient, int at, float[] weights, int weightsAt, int size) {
    int padded = Strip.padded(size);
    float sum = 0f;
    for (int part = 0; part < WIDTH; part += COUNT) {
      FloatVector sums = FloatVector.zero(FLOAT);
      for (int j = part; j < padded; j += WIDTH) {
        sums = load(weights, weightsAt + j).fma(load(gradient, at + j), sums);
      }
      sum = addLanes(sum, sums);
    }
    for (int j = 0; j < padded; j += COUNT) {
      load(weights, weightsAt + j).mul(load(gradient, at + j).sub(sum)).intoArray(gradient, at + j);
    }
  }
}
