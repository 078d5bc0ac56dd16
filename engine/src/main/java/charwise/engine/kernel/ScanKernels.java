package charwise.engine.kernel;

/**
 * The selective scan of 16 channels of one stream (Gu and Dao 2023): {@code h_s' = e_s h_s + (δ u)
 * B_s, e_s = exp(δ a_s), y = Σ_s C_s h_s' + d u}, for {@code size} numbers of state a channel.
 * Those of state s lie at {@code 16 s}; δ, u and y are rows of 16 channels, B and C rows of {@code
 * size} numbers that all channels share. A sum over s goes in ascending order.
 */
public interface ScanKernels {
  /**
   * Runs {@code steps} steps.
   *
   * @param h the state before them, replaced by that after them
   */
  void scan(
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
      int size);

  /**
   * Runs the same steps for the backward pass.
   *
   * @param states block 0 is the state before them; block t + 1 becomes that after step t
   * @param decays block t becomes e of step t
   */
  void record(
      float[] states,
      float[] decays,
      int at,
      float[] a,
      int aAt,
      Strip delta,
      Strip u,
      ScanRows bc,
      int steps,
      int size);

  /**
   * Goes back through the steps that {@link #record} has run.
   *
   * @param dH the gradient of the state after them, replaced by that of the state before
   * @param dA added to
   * @param dD added to
   * @param parts for each step size rows of 16 for B, then such for C: to each is added what the 16
   *     channels contribute
   * @param dDelta set
   * @param dU set
   */
  void gradient(
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
      int size);
}
