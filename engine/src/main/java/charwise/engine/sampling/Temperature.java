package charwise.engine.sampling;

/** Divides the logits by a temperature: below 1 the likely become likelier, above 1 less so. */
final class Temperature implements SamplerStage {
  private final double temperature;

  Temperature(double temperature) {
    this.temperature = temperature;
  }

  /** The highest logit becomes 0, so that no temperature, however small, overflows. */
  @Override
  public void apply(Candidates candidates, RecentUnits recent) {
    double highest = candidates.logit(candidates.best());
    for (int i = 0; i < candidates.size(); i++) {
      candidates.setLogit(i, (float) ((candidates.logit(i) - highest) / temperature));
    }
  }
}
