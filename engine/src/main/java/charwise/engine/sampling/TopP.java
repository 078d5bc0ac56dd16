package charwise.engine.sampling;

/**
 * Nucleus sampling (Holtzman et al. 2020): keeps the fewest most likely candidates whose
 * probabilities sum to at least p.
 */
final class TopP implements SamplerStage {
  private final double mass;

  TopP(double mass) {
    this.mass = mass;
  }

  @Override
  public void apply(Candidates candidates, RecentUnits recent) {
    candidates.sort(candidates.size());
    float[] weights = candidates.weights();
    double total = 0;
    for (int i = 0; i < candidates.size(); i++) {
      total += weights[i];
    }
    double sum = 0;
    int kept = 0;
    while (kept < candidates.size() && sum < mass * total) {
      sum += weights[kept++];
    }
    candidates.keepFirst(kept);
  }
}
