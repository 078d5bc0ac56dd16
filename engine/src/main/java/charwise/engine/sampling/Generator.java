package charwise.engine.sampling;

import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.data.Vocabulary;
import charwise.engine.kernel.Team;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Continues a prompt, once or many times side by side. Where the model learnt items, a text may
 * hold several, each begun afresh after a line feed. Not thread-safe.
 */
public final class Generator {
  private final UnitPredictor predictor;
  private final Vocabulary vocabulary;
  private final Prompt prompt;
  private final Distribution distribution;
  private final Team team;

  /**
   * A generator that works on the calling thread.
   *
   * @param predictor a predictor of one stream, used by this generator alone
   * @param vocabulary what its ids stand for
   * @param items whether it learnt one continuous text or lines of their own
   */
  public Generator(UnitPredictor predictor, Vocabulary vocabulary, Items items) {
    this(predictor, vocabulary, items, new Team(1));
  }

  /**
   * A generator.
   *
   * @param predictor a predictor of one stream, used by this generator alone
   * @param vocabulary what its ids stand for
   * @param items whether it learnt one continuous text or lines of their own
   * @param team shares the texts; which member writes which does not show in them
   */
  public Generator(UnitPredictor predictor, Vocabulary vocabulary, Items items, Team team) {
    if (predictor.streams() != 1 || predictor.vocabularySize() != vocabulary.size()) {
      throw new IllegalArgumentException("a generator needs one stream over its vocabulary");
    }
    this.predictor = predictor;
    this.vocabulary = vocabulary;
    this.prompt = new Prompt(vocabulary, items);
    this.distribution = new Distribution(vocabulary.size());
    this.team = team;
  }

  /**
   * Generates texts. Units reach the sink while others are still to come, those of one text in
   * order; what may be the beginning of a stop string is held back until that is settled. The sink
   * is called by one thread at a time.
   *
   * @return the texts in the order of their numbers
   * @throws IllegalArgumentException if a stop string is empty
   * @throws IOException what the sink throws
   */
  public List<Continuation> generate(GenerationRequest request, UnitSink sink) throws IOException {
    return generate(request, sink, () -> false);
  }

  /**
   * Generates texts until they are complete or it is told to end.
   *
   * @param stopped whether to end now; asked after each unit, and may be decided by another thread
   * @return the texts in the order of their numbers; fewer than asked for if stopped
   * @throws IllegalArgumentException if a stop string is empty
   * @throws IOException what the sink throws
   */
  public List<Continuation> generate(
      GenerationRequest request, UnitSink sink, BooleanSupplier stopped) throws IOException {
    return generate(List.of(request), sink, stopped);
  }

  /**
   * Generates texts for several prompts at once, which are read and continued side by side. Their
   * numbers run on through the requests.
   *
   * @param stopped whether to end now; asked after each unit by each thread
   * @return the texts in the order of their numbers; fewer than asked for if stopped
   * @throws IllegalArgumentException if a stop string is empty
   * @throws IOException what the sink throws
   */
  public List<Continuation> generate(
      List<GenerationRequest> requests, UnitSink sink, BooleanSupplier stopped) throws IOException {
    UnitPredictor beginning = predictor;
    if (requests.size() == 1) {
      prompt.read(predictor, requests.getFirst().prompt());
    } else {
      beginning = predictor.select(0);
      beginning.reset(0);
    }
    return new Generation(beginning, prompt, vocabulary, requests, sink, stopped, team).run();
  }

  /** What the model expects after a beginning: all units, the most likely first. */
  public List<UnitProbability> next(Corpus beginning) {
    prompt.read(predictor, beginning);
    distribution.load(predictor.logits(), predictor.logitsOffset(0));
    return distribution.ranked();
  }

  /**
   * How surprising each unit of a text is after those before it: minus the natural logarithm of its
   * probability, in nats. Of the first unit of one continuous text nothing is known: NaN.
   */
  public double[] surprise(Corpus text) {
    double[] nats = new double[text.length()];
    for (int i = 0; i < nats.length; i++) {
      prompt.readOn(predictor, text.ids(), i);
      distribution.load(predictor.logits(), predictor.logitsOffset(0));
      nats[i] = prompt.isUnforeseen(i) ? Double.NaN : distribution.nats(text.ids()[i]);
    }
    return nats;
  }
}
