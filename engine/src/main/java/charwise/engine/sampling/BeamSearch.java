package charwise.engine.sampling;

import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.data.Vocabulary;
import charwise.engine.search.BestContinuations;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Searches for the most probable continuation of a prompt: of all beginnings only the most probable
 * ones, as many as the beam is wide, are continued. A continuation ends at the length asked for or
 * before a stop string, whose own probability counts too. Of equally probable beginnings the one
 * whose own beginning was more probable wins, and then the one whose last unit has the lower id.
 */
public final class BeamSearch {
  /** The widest beam. */
  public static final int MAXIMUM_WIDTH = 1000;

  private final UnitPredictor predictor;
  private final Vocabulary vocabulary;
  private final Prompt prompt;
  private final Distribution distribution;

  /**
   * A search.
   *
   * @param predictor a predictor of one stream, used by this search alone
   * @param vocabulary what its ids stand for
   * @param items whether it learnt one continuous text or lines of their own
   */
  public BeamSearch(UnitPredictor predictor, Vocabulary vocabulary, Items items) {
    if (predictor.streams() != 1 || predictor.vocabularySize() != vocabulary.size()) {
      throw new IllegalArgumentException("a beam search needs one stream over its vocabulary");
    }
    this.predictor = predictor;
    this.vocabulary = vocabulary;
    this.prompt = new Prompt(vocabulary, items);
    this.distribution = new Distribution(vocabulary.size());
  }

  /**
   * Searches.
   *
   * @param beginning what is to be continued; may be empty
   * @param length the most units of a continuation, at least 0
   * @param stops strings that end a continuation; none is empty
   * @param width how many beginnings are kept, 1 to {@link #MAXIMUM_WIDTH}; 1 is greedy
   * @return the most probable continuation found, as text number 0
   * @throws IllegalArgumentException if an argument is out of range
   */
  public Continuation search(Corpus beginning, int length, List<String> stops, int width) {
    return search(beginning, length, stops, width, () -> false);
  }

  /**
   * Searches until it has found a continuation or is told to end; then the most probable beginning
   * so far is the result.
   *
   * @param stopped whether to end now; asked after each unit
   */
  public Continuation search(
      Corpus beginning, int length, List<String> stops, int width, BooleanSupplier stopped) {
    if (length < 0) {
      throw new IllegalArgumentException("length must be 0 or more, not " + length);
    }
    if (width < 1 || width > MAXIMUM_WIDTH) {
      throw new IllegalArgumentException(
          "beam must be between 1 and " + MAXIMUM_WIDTH + ", not " + width);
    }
    Hypothesis empty = Hypothesis.empty(new StopStrings(stops, vocabulary).search());
    if (length == 0) {
      return result(empty, StopReason.LENGTH);
    }
    prompt.read(predictor, beginning);
    UnitPredictor streams = predictor.select(new int[width]);
    List<Hypothesis> beam = List.of(empty);
    Hypothesis ended = null;
    while (true) {
      List<Hypothesis> live = new ArrayList<>();
      for (Hypothesis hypothesis : continuations(beam, streams, width)) {
        if (hypothesis.stop() == 0) {
          live.add(hypothesis);
        } else if (ended == null || hypothesis.nats() < ended.nats()) {
          ended = hypothesis;
        }
      }
      // What goes on can only become less probable.
      if (ended != null && (live.isEmpty() || ended.nats() <= live.getFirst().nats())) {
        return result(ended, StopReason.STOP);
      }
      if (live.getFirst().length() == length) {
        return result(live.getFirst(), StopReason.LENGTH);
      }
      if (stopped.getAsBoolean()) {
        return result(live.getFirst(), StopReason.INTERRUPTED);
      }
      beam = inStreams(live, streams);
      advance(beam, streams);
    }
  }

  /** The most probable hypotheses of one more unit, the best first. */
  private List<Hypothesis> continuations(List<Hypothesis> beam, UnitPredictor streams, int width) {
    BestContinuations best = new BestContinuations(width);
    for (int parent = 0; parent < beam.size(); parent++) {
      Hypothesis hypothesis = beam.get(parent);
      distribution.load(streams.logits(), streams.logitsOffset(hypothesis.stream()));
      for (int id = 0; id < vocabulary.size(); id++) {
        best.offer(parent, id, hypothesis.nats() + distribution.nats(id));
      }
    }
    List<Hypothesis> continuations = new ArrayList<>(best.size());
    for (int i = 0; i < best.size(); i++) {
      continuations.add(beam.get(best.parent(i)).with(best.id(i), best.nats(i)));
    }
    return continuations;
  }

  /**
   * Gives each hypothesis a stream in its parent's state: the first child keeps its parent's
   * stream, further ones get copies in streams whose hypotheses have no children.
   */
  private static List<Hypothesis> inStreams(List<Hypothesis> beam, UnitPredictor streams) {
    boolean[] taken = new boolean[streams.streams()];
    boolean[] keeps = new boolean[beam.size()];
    for (int i = 0; i < beam.size(); i++) {
      int stream = beam.get(i).stream();
      keeps[i] = !taken[stream];
      taken[stream] = true;
    }
    List<Hypothesis> placed = new ArrayList<>(beam.size());
    int free = 0;
    for (int i = 0; i < beam.size(); i++) {
      Hypothesis hypothesis = beam.get(i);
      if (!keeps[i]) {
        while (taken[free]) {
          free++;
        }
        taken[free] = true;
        streams.copyState(streams, hypothesis.stream(), free);
        hypothesis = hypothesis.inStream(free);
      }
      placed.add(hypothesis);
    }
    return placed;
  }

  private void advance(List<Hypothesis> beam, UnitPredictor streams) {
    int[] ids = new int[streams.streams()];
    for (Hypothesis hypothesis : beam) {
      ids[hypothesis.stream()] = hypothesis.id();
      prompt.beforeReading(hypothesis.id(), streams, hypothesis.stream());
    }
    streams.advance(ids);
  }

  private Continuation result(Hypothesis hypothesis, StopReason reason) {
    Hypothesis text = hypothesis.withoutStop();
    char[] ids = hypothesis.ids();
    Corpus all = Corpus.of(vocabulary, ids, ids.length);
    return new Continuation(
        0,
        all.slice(0, text.length()),
        text.nats() / text.length(),
        reason,
        all.slice(text.length(), all.length()));
  }
}
