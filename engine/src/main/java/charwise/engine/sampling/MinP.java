package charwise.engine.sampling;

/**
 * Keeps the candidates at least p times as likely as the most likely one (Nguyen et al. 2024), so
 * that few are left where the model is sure and many where it is not.
 */
final class MinP implements SamplerStage {
  private final float logShare;

  MinP(double share) {
    logShare = (float) StrictMath.log(share);
  }

  @Override
  public void apply(Candidates candidates, RecentUnits recent) {
    candidates.keepFrom(candidates.logit(candidates.best()) + logShare);
  }
}
