package charwise.engine.kernel;

import static charwise.engine.kernel.Lanes.COUNT;
import static charwise.engine.kernel.Lanes.FLOAT;
import static charwise.engine.kernel.Lanes.INT;
import static charwise.engine.kernel.Strip.WIDTH;
import static charwise.engine.kernel.StripVectors.complement;
import static charwise.engine.kernel.StripVectors.load;
import static charwise.engine.kernel.StripVectors.store;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The vector twin. Each method is one small loop: C2 stops inlining vector code in large methods.
 * The launcher keeps them out of their callers for the same reason.
 */
final class VectorStrips implements StripKernels {

  @Override
  public void sigmoid(Strip x, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < WIDTH; j += COUNT) {
        store(x, r, j, VectorMath.sigmoid(load(x, r, j)));
      }
    }
  }

  @Override
  public void tanh(Strip out, Strip x, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < WIDTH; j += COUNT) {
        store(out, r, j, VectorMath.tanh(load(x, r, j)));
      }
    }
  }

  @Override
  public void copy(Strip out, Strip x, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < WIDTH; j += COUNT) {
        store(out, r, j, load(x, r, j));
      }
    }
  }

  @Override
  public void add(Strip out, Strip x, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < WIDTH; j += COUNT) {
        store(out, r, j, load(out, r, j).add(load(x, r, j)));
      }
    }
  }

  @Override
  public void product(Strip out, Strip a, Strip b, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < WIDTH; j += COUNT) {
        store(out, r, j, load(a, r, j).mul(load(b, r, j)));
      }
    }
  }

  @Override
  public void addProduct(Strip out, Strip a, Strip b, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < WIDTH; j += COUNT) {
        store(out, r, j, load(out, r, j).add(load(a, r, j).mul(load(b, r, j))));
      }
    }
  }

  @Override
  public void complementProduct(Strip out, Strip a, Strip g, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < WIDTH; j += COUNT) {
        store(out, r, j, load(a, r, j).mul(complement(load(g, r, j))));
      }
    }
  }

  @Override
  public void addComplementProduct(Strip out, Strip a, Strip g, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < WIDTH; j += COUNT) {
        store(out, r, j, load(out, r, j).add(load(a, r, j).mul(complement(load(g, r, j)))));
      }
    }
  }

  @Override
  public void productSum(Strip out, Strip a, Strip b, Strip c, Strip d, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < WIDTH; j += COUNT) {
        store(out, r, j, load(a, r, j).mul(load(b, r, j)).add(load(c, r, j).mul(load(d, r, j))));
      }
    }
  }

  @Override
  public void blend(Strip out, Strip g, Strip a, Strip b, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < WIDTH; j += COUNT) {
        FloatVector gV = load(g, r, j);
        store(out, r, j, complement(gV).mul(load(a, r, j)).add(gV.mul(load(b, r, j))));
      }
    }
  }

  @Override
  public void sigmoidGradient(Strip out, Strip a, Strip b, Strip s, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < WIDTH; j += COUNT) {
        FloatVector sV = load(s, r, j);
        store(out, r, j, load(a, r, j).mul(load(b, r, j)).mul(sV).mul(complement(sV)));
      }
    }
  }

  @Override
  public void blendGateGradient(Strip out, Strip a, Strip b, Strip c, Strip s, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < WIDTH; j += COUNT) {
        FloatVector sV = load(s, r, j);
        store(
            out,
            r,
            j,
            load(a, r, j).mul(load(b, r, j).sub(load(c, r, j))).mul(sV).mul(complement(sV)));
      }
    }
  }

  @Override
  public void tanhGradient(Strip out, Strip a, Strip t, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < WIDTH; j += COUNT) {
        FloatVector tV = load(t, r, j);
        store(out, r, j, load(a, r, j).mul(complement(tV.mul(tV))));
      }
    }
  }

  @Override
  public void tanhGradient(Strip out, Strip a, Strip b, Strip t, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < WIDTH; j += COUNT) {
        FloatVector tV = load(t, r, j);
        store(out, r, j, load(a, r, j).mul(load(b, r, j)).mul(complement(tV.mul(tV))));
      }
    }
  }

  @Override
  public void addTanhGradient(Strip out, Strip a, Strip b, Strip t, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < WIDTH; j += COUNT) {
        FloatVector tV = load(t, r, j);
        store(
            out,
            r,
            j,
            load(out, r, j).add(load(a, r, j).mul(load(b, r, j)).mul(complement(tV.mul(tV)))));
      }
    }
  }

  @Override
  public void sigmoidTanhGradients(Strip d, Strip s, Strip t, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < WIDTH; j += COUNT) {
        FloatVector dV = load(d, r, j);
        FloatVector sV = load(s, r, j);
        FloatVector tV = load(t, r, j);
        store(s, r, j, dV.mul(tV).mul(sV).mul(complement(sV)));
        store(t, r, j, dV.mul(sV).mul(complement(tV.mul(tV))));
      }
    }
  }

  @Override
  public void sigmoidProductGradients(Strip d, Strip s, Strip x, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < WIDTH; j += COUNT) {
        FloatVector dV = load(d, r, j);
        FloatVector sV = load(s, r, j);
        store(s, r, j, dV.mul(load(x, r, j)).mul(sV).mul(complement(sV)));
        store(d, r, j, dV.mul(sV));
      }
    }
  }

  @Override
  public void cap(Strip g, Strip f, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < WIDTH; j += COUNT) {
        store(g, r, j, load(g, r, j).min(complement(load(f, r, j))));
      }
    }
  }

  @Override
  public void cappedGradients(Strip d, Strip i, Strip f, Strip g, Strip c, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < WIDTH; j += COUNT) {
        FloatVector dC = load(d, r, j);
        FloatVector iV = load(i, r, j);
        FloatVector fV = load(f, r, j);
        FloatVector gV = load(g, r, j);
        VectorMask<Float> capped = iV.compare(VectorOperators.GE, complement(fV));
        FloatVector zero = FloatVector.zero(FLOAT);
        FloatVector dI = dC.mul(gV);
        FloatVector dF = dC.mul(load(c, r, j)).sub(zero.blend(dI, capped));
        store(g, r, j, dC.mul(iV).mul(complement(gV.mul(gV))));
        store(i, r, j, dI.blend(zero, capped).mul(iV).mul(complement(iV)));
        store(f, r, j, dF.mul(fV).mul(complement(fV)));
        store(d, r, j, dC.mul(fV));
      }
    }
  }

  @Override
  public void sum(Strip out, Strip a, Strip b, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < WIDTH; j += COUNT) {
        store(out, r, j, load(a, r, j).add(load(b, r, j)));
      }
    }
  }

  @Override
  public void dropout(
      Strip x, int count, int key, int first, int rowNumbers, int threshold, float scale) {
    IntVector lanes = IntVector.zero(INT).addIndex(1);
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < WIDTH; j += COUNT) {
        IntVector number = lanes.add(first + r * rowNumbers + j);
        VectorMask<Integer> kept =
            VectorMath.mix(key, number).compare(VectorOperators.UGE, threshold);
        FloatVector scaled = load(x, r, j).mul(scale);
        store(x, r, j, FloatVector.zero(FLOAT).blend(scaled, kept.cast(FLOAT)));
      }
    }
  }
}
