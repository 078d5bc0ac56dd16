package charwise.engine.kernel;

/**
 * The element-wise loops that recurrent cells are made of. Each works on the first {@code count}
 * rows of its strips; {@code out} is written, the rest is only read, and {@code out} may be the
 * same strip as an operand. Every product and sum is rounded as written: no contraction.
 */
public interface StripKernels {
  /** {@code x = σ(x)}, with σ(x) = ½ tanh(x/2) + ½. */
  void sigmoid(Strip x, int count);

  /** {@code out = tanh(x)}. */
  void tanh(Strip out, Strip x, int count);

  /** {@code out = x}. */
  void copy(Strip out, Strip x, int count);

  /** {@code out = out + x}. */
  void add(Strip out, Strip x, int count);

  /** {@code out = a ⊙ b}. */
  void product(Strip out, Strip a, Strip b, int count);

  /** {@code out = out + a ⊙ b}. */
  void addProduct(Strip out, Strip a, Strip b, int count);

  /** {@code out = a ⊙ (1 − g)}. */
  void complementProduct(Strip out, Strip a, Strip g, int count);

  /** {@code out = out + a ⊙ (1 − g)}. */
  void addComplementProduct(Strip out, Strip a, Strip g, int count);

  /** {@code out = a ⊙ b + c ⊙ d}. */
  void productSum(Strip out, Strip a, Strip b, Strip c, Strip d, int count);

  /** {@code out = (1 − g) ⊙ a + g ⊙ b}. */
  void blend(Strip out, Strip g, Strip a, Strip b, int count);

  /** {@code out = a ⊙ b ⊙ s ⊙ (1 − s)}: back through {@code s = σ(x)}. */
  void sigmoidGradient(Strip out, Strip a, Strip b, Strip s, int count);

  /** {@code out = a ⊙ (b − c) ⊙ s ⊙ (1 − s)}: back through the gate {@code s} of a blend. */
  void blendGateGradient(Strip out, Strip a, Strip b, Strip c, Strip s, int count);

  /** {@code out = a ⊙ (1 − t²)}: back through {@code t = tanh(x)}. */
  void tanhGradient(Strip out, Strip a, Strip t, int count);

  /** {@code out = a ⊙ b ⊙ (1 − t²)}. */
  void tanhGradient(Strip out, Strip a, Strip b, Strip t, int count);

  /** {@code out = out + a ⊙ b ⊙ (1 − t²)}. */
  void addTanhGradient(Strip out, Strip a, Strip b, Strip t, int count);

  /** {@code s = d ⊙ t ⊙ s ⊙ (1 − s)} and {@code t = d ⊙ s ⊙ (1 − t²)}: back through σ ⊙ tanh. */
  void sigmoidTanhGradients(Strip d, Strip s, Strip t, int count);

  /** {@code s = d ⊙ x ⊙ s ⊙ (1 − s)} and {@code d = d ⊙ s}: back through σ ⊙ x. */
  void sigmoidProductGradients(Strip d, Strip s, Strip x, int count);

  /** {@code g = min(g, 1 − f)}: a gate that lets in no more than another lets go. */
  void cap(Strip g, Strip f, int count);

  /**
   * Back through {@code c' = f ⊙ c + min(i, 1 − f) ⊙ g}, with i as {@link #cap} has left it, from
   * {@code d}, the gradient of c', to the gates' pre-activations (of g through tanh) and, in {@code
   * d}, to c. Where i is capped, what it would get goes to f, with the other sign.
   */
  void cappedGradients(Strip d, Strip i, Strip f, Strip g, Strip c, int count);

  /** {@code out = a + b}. */
  void sum(Strip out, Strip a, Strip b, int count);

  /**
   * Inverted dropout: element {@code e} of row {@code r} is kept, times {@code scale}, when the
   * random number made of {@code key} and the element's number {@code first + r * rowNumbers + e}
   * is at least {@code threshold} (both compared as unsigned 32 bit), and is zero otherwise. The
   * same arguments give the same mask, so the backward pass needs no stored mask.
   */
  void dropout(Strip x, int count, int key, int first, int rowNumbers, int threshold, float scale);
}
