package charwise.engine.kernel;

/** The plain twin. */
final class ScalarNoise implements NoiseKernels {
  @Override
  public void draw(
      float[] target,
      int to,
      int count,
      int place,
      int key,
      int stride,
      float deviation,
      float[] scratch) {
    for (int i = 0; i < count; i++) {
      int first = place + i - (i & Strip.WIDTH);
      int radiusBits = ScalarMath.mix(key, first * stride);
      int angleBits = ScalarMath.mix(key, (first + Strip.WIDTH) * stride);
      float noise = deviation * ScalarMath.normalRadius(radiusBits);
      noise *=
          (i & Strip.WIDTH) == 0
              ? ScalarMath.randomCosine(angleBits)
              : ScalarMath.randomSine(angleBits);
      target[to + i] = noise + 1f;
    }
  }
}
