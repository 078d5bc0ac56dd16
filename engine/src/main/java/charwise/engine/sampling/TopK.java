package charwise.engine.sampling;

/** Keeps the most likely candidates, a given number of them. */
final class TopK implements SamplerStage {
  private final int count;

  TopK(int count) {
    this.count = count;
  }

  @Override
  public void apply(Candidates candidates, RecentUnits recent) {
    if (count < candidates.size()) {
      candidates.sort(count);
      candidates.keepFirst(count);
    }
  }
}
