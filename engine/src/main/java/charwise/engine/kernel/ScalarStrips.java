package charwise.engine.kernel;

/** The plain twin: one float at a time, in index order. */
final class ScalarStrips implements StripKernels {

  @Override
  public void sigmoid(Strip x, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < Strip.WIDTH; j++) {
        set(x, r, j, ScalarMath.sigmoid(get(x, r, j)));
      }
    }
  }

  @Override
  public void tanh(Strip out, Strip x, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < Strip.WIDTH; j++) {
        set(out, r, j, ScalarMath.tanh(get(x, r, j)));
      }
    }
  }

  @Override
  public void copy(Strip out, Strip x, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < Strip.WIDTH; j++) {
        set(out, r, j, get(x, r, j));
      }
    }
  }

  @Override
  public void add(Strip out, Strip x, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < Strip.WIDTH; j++) {
        set(out, r, j, get(out, r, j) + get(x, r, j));
      }
    }
  }

  @Override
  public void product(Strip out, Strip a, Strip b, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < Strip.WIDTH; j++) {
        set(out, r, j, get(a, r, j) * get(b, r, j));
      }
    }
  }

  @Override
  public void addProduct(Strip out, Strip a, Strip b, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < Strip.WIDTH; j++) {
        set(out, r, j, get(out, r, j) + get(a, r, j) * get(b, r, j));
      }
    }
  }

  @Override
  public void complementProduct(Strip out, Strip a, Strip g, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < Strip.WIDTH; j++) {
        set(out, r, j, get(a, r, j) * (1f - get(g, r, j)));
      }
    }
  }

  @Override
  public void addComplementProduct(Strip out, Strip a, Strip g, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < Strip.WIDTH; j++) {
        set(out, r, j, get(out, r, j) + get(a, r, j) * (1f - get(g, r, j)));
      }
    }
  }

  @Override
  public void productSum(Strip out, Strip a, Strip b, Strip c, Strip d, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < Strip.WIDTH; j++) {
        set(out, r, j, get(a, r, j) * get(b, r, j) + get(c, r, j) * get(d, r, j));
      }
    }
  }

  @Override
  public void blend(Strip out, Strip g, Strip a, Strip b, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < Strip.WIDTH; j++) {
        set(out, r, j, (1f - get(g, r, j)) * get(a, r, j) + get(g, r, j) * get(b, r, j));
      }
    }
  }

  @Override
  public void sigmoidGradient(Strip out, Strip a, Strip b, Strip s, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < Strip.WIDTH; j++) {
        set(out, r, j, get(a, r, j) * get(b, r, j) * get(s, r, j) * (1f - get(s, r, j)));
      }
    }
  }

  @Override
  public void blendGateGradient(Strip out, Strip a, Strip b, Strip c, Strip s, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < Strip.WIDTH; j++) {
        set(
            out,
            r,
            j,
            get(a, r, j) * (get(b, r, j) - get(c, r, j)) * get(s, r, j) * (1f - get(s, r, j)));
      }
    }
  }

  @Override
  public void tanhGradient(Strip out, Strip a, Strip t, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < Strip.WIDTH; j++) {
        set(out, r, j, get(a, r, j) * (1f - get(t, r, j) * get(t, r, j)));
      }
    }
  }

  @Override
  public void tanhGradient(Strip out, Strip a, Strip b, Strip t, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < Strip.WIDTH; j++) {
        set(out, r, j, get(a, r, j) * get(b, r, j) * (1f - get(t, r, j) * get(t, r, j)));
      }
    }
  }

  @Override
  public void addTanhGradient(Strip out, Strip a, Strip b, Strip t, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < Strip.WIDTH; j++) {
        set(
            out,
            r,
            j,
            get(out, r, j) + get(a, r, j) * get(b, r, j) * (1f - get(t, r, j) * get(t, r, j)));
      }
    }
  }

  @Override
  public void sigmoidTanhGradients(Strip d, Strip s, Strip t, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < Strip.WIDTH; j++) {
        float dV = get(d, r, j);
        float sV = get(s, r, j);
        float tV = get(t, r, j);
        set(s, r, j, dV * tV * sV * (1f - sV));
        set(t, r, j, dV * sV * (1f - tV * tV));
      }
    }
  }

  @Override
  public void sigmoidProductGradients(Strip d, Strip s, Strip x, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < Strip.WIDTH; j++) {
        float dV = get(d, r, j);
        float sV = get(s, r, j);
        set(s, r, j, dV * get(x, r, j) * sV * (1f - sV));
        set(d, r, j, dV * sV);
      }
    }
  }

  @Override
  public void cap(Strip g, Strip f, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < Strip.WIDTH; j++) {
        set(g, r, j, Math.min(get(g, r, j), 1f - get(f, r, j)));
      }
    }
  }

  @Override
  public void cappedGradients(Strip d, Strip i, Strip f, Strip g, Strip c, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < Strip.WIDTH; j++) {
        float dC = get(d, r, j);
        float iV = get(i, r, j);
        float fV = get(f, r, j);
        float gV = get(g, r, j);
        boolean capped = iV >= 1f - fV;
        float dI = dC * gV;
        float dF = dC * get(c, r, j) - (capped ? dI : 0f);
        set(g, r, j, dC * iV * (1f - gV * gV));
        set(i, r, j, (capped ? 0f : dI) * iV * (1f - iV));
        set(f, r, j, dF * fV * (1f - fV));
        set(d, r, j, dC * fV);
      }
    }
  }

  @Override
  public void sum(Strip out, Strip a, Strip b, int count) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < Strip.WIDTH; j++) {
        set(out, r, j, get(a, r, j) + get(b, r, j));
      }
    }
  }

  @Override
  public void dropout(
      Strip x, int count, int key, int first, int rowNumbers, int threshold, float scale) {
    for (int r = 0; r < count; r++) {
      for (int j = 0; j < Strip.WIDTH; j++) {
        int random = ScalarMath.mix(key, first + r * rowNumbers + j);
        boolean kept = Integer.compareUnsigned(random, threshold) >= 0;
        set(x, r, j, kept ? get(x, r, j) * scale : 0f);
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
