package charwise.engine.kernel;

/** Softmax over one row of logits spread over panels. */
public interface SoftmaxKernels {
  /**
   * Replaces {@code size} logits by {@code exp(logit − maximum)} and returns their sum. Logit
   * {@code n} is {@code values[offset + (n / 64) * panelStride + n % 64]}; the rest of the last
   * strip is set to zero. Summed in 16 partial sums by {@code n % 16} in ascending order, then
   * those from 0 to 15.
   */
  default float exponentials(float[] values, int offset, int panelStride, int size) {
    return exponentials(
        values, offset, panelStride, size, maximum(values, offset, panelStride, size));
  }

  /** The same where their {@link #maximum} is known. */
  float exponentials(float[] values, int offset, int panelStride, int size, float maximum);

  /** The highest of {@code size} logits that lie likewise; the rest of the last strip is read. */
  float maximum(float[] values, int offset, int panelStride, int size);

  /**
   * Multiplies the {@code size} values of a row, and the rest of its last strip, by {@code factor}.
   */
  void scale(float[] values, int offset, int panelStride, int size, float factor);

  /**
   * Replaces the {@code size} values of a row, and the rest of its last strip, by their natural
   * logarithms; below 1e-37 by that of 1e-37.
   */
  void logarithms(float[] values, int offset, int panelStride, int size);
}
