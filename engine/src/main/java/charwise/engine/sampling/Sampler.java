package charwise.engine.sampling;

import charwise.engine.kernel.RandomStream;

/**
 * Chooses the units of one text, one after the other. The same settings, seed and logits give the
 * same choices on every machine. Nothing is allocated for a choice. Not thread-safe.
 */
public final class Sampler {
  private final SamplerStage[] stages;
  private final boolean greedy;
  private final Candidates candidates;
  private final RecentUnits recent;
  private final RandomStream random;

  /**
   * A sampler before the first unit.
   *
   * @param vocabularySize how many logits there are
   * @param random draws; used by this sampler alone
   */
  public Sampler(SamplingSettings settings, int vocabularySize, RandomStream random) {
    stages = settings.stages().toArray(new SamplerStage[0]);
    greedy = settings.greedy();
    candidates = new Candidates(vocabularySize);
    recent = new RecentUnits(vocabularySize);
    this.random = random;
  }

  /** Notes a unit of the text, whether chosen here or part of a prompt. */
  public void read(int id) {
    recent.add(id);
  }

  /**
   * Chooses the next unit; {@link #read} is for the caller to call.
   *
   * @param logits a model's, {@code vocabularySize} from {@code offset} on; not modified
   * @return its id
   */
  public int next(float[] logits, int offset) {
    candidates.load(logits, offset);
    return next();
  }

  /**
   * Chooses the next unit among some.
   *
   * @param logits a model's, {@code vocabularySize} from {@code offset} on; not modified
   * @param allowed for each unit whether it may be chosen, true for at least one; not modified
   * @return its id
   */
  public int next(float[] logits, int offset, boolean[] allowed) {
    candidates.load(logits, offset);
    candidates.keep(allowed);
    return next();
  }

  private int next() {
    for (SamplerStage stage : stages) {
      stage.apply(candidates, recent);
    }
    return candidates.id(greedy ? candidates.best() : draw());
  }

  private int draw() {
    float[] weights = candidates.weights();
    int last = candidates.size() - 1;
    double total = 0;
    for (int i = 0; i <= last; i++) {
      total += weights[i];
    }
    double rest = random.nextDouble() * total;
    int candidate = 0;
    while (candidate < last && rest >= weights[candidate]) {
      rest -= weights[candidate++];
    }
    return candidate;
  }
}
