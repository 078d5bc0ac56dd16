package charwise.engine.sampling;

/**
 * Makes every unit among the last {@link RecentUnits#WINDOW} less likely by a factor, before the
 * probabilities are made to sum to 1 again. The factor acts on probabilities, not on logits, whose
 * zero means nothing.
 */
final class RepetitionPenalty implements SamplerStage {
  private final float logPenalty;

  RepetitionPenalty(double penalty) {
    logPenalty = (float) StrictMath.log(penalty);
  }

  @Override
  public void apply(Candidates candidates, RecentUnits recent) {
    for (int i = 0; i < candidates.size(); i++) {
      if (recent.contains(candidates.id(i))) {
        candidates.setLogit(i, candidates.logit(i) - logPenalty);
      }
    }
  }
}
