package charwise.engine.sampling;

/** One step between a model's logits and the choice of the next unit. */
sealed interface SamplerStage permits RepetitionPenalty, Temperature, TopK, TopP, MinP {
  /**
   * Reweights, reorders or drops candidates. At least one is left.
   *
   * @param candidates changed in place
   * @param recent the units that came last, not changed
   */
  void apply(Candidates candidates, RecentUnits recent);
}
