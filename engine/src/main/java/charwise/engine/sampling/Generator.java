package charwise.engine.sampling;

import charwise.engine.kernel.RandomStream;
import charwise.engine.text.Corpus;
import charwise.engine.text.Items;
import charwise.engine.text.Vocabulary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Continues a prompt, once or many times side by side. Where the model learnt items, a text may
 * hold several, each begun afresh after a line feed. Generates for one caller at a time; {@link
 * #stop} may be called by another thread.
 */
public final class Generator {
  /** How many texts are generated side by side. */
  private static final int STREAMS = 16;

  private final Predictor predictor;
  private final Vocabulary vocabulary;
  private final Prompt prompt;
  private final Distribution distribution;
  private volatile boolean stopped;

  /**
   * A generator.
   *
   * @param predictor a predictor of one stream, used by this generator alone
   * @param vocabulary what its ids stand for
   * @param items whether it learnt one continuous text or lines of their own
   */
  public Generator(Predictor predictor, Vocabulary vocabulary, Items items) {
    if (predictor.streams() != 1 || predictor.vocabularySize() != vocabulary.size()) {
      throw new IllegalArgumentException("a generator needs one stream over its vocabulary");
    }
    this.predictor = predictor;
    this.vocabulary = vocabulary;
    this.prompt = new Prompt(vocabulary, items);
    this.distribution = new Distribution(vocabulary.size());
  }

  /**
   * Generates texts. Units reach the sink while others are still to come, those of one text in
   * order; what may be the beginning of a stop string is held back until that is settled.
   *
   * @return the texts in the order of their numbers; fewer than asked for if stopped
   * @throws IllegalArgumentException if a stop string is empty
   * @throws IOException what the sink throws
   */
  public List<GeneratedText> generate(GenerationRequest request, UnitSink sink)
      throws IOException {
    StopStrings stops = new StopStrings(request.stops(), vocabulary);
    prompt.read(predictor, request.prompt());
    List<GeneratedText> texts = new ArrayList<>();
    for (int first = 0; first < request.count() && !stopped; first += STREAMS) {
      int last = Math.min(request.count(), first + STREAMS);
      List<TextInProgress> batch = new ArrayList<>();
      for (int index = first; index < last; index++) {
        batch.add(begin(request, index, stops, sink));
      }
      if (request.length() > 0) {
        generate(batch);
      }
      batch.forEach(text -> texts.add(text.result(vocabulary)));
    }
    stopped = false;
    return texts;
  }

  /** Ends the generation under way, or else the next, after the unit at hand. */
  public void stop() {
    stopped = true;
  }

  /** What the model expects after a beginning: all units, the most likely first. */
  public List<UnitProbability> next(Corpus beginning) {
    prompt.read(predictor, beginning);
    distribution.load(predictor.logits(), predictor.logitsOffset(0));
    return distribution.ranked();
  }

  private TextInProgress begin(
      GenerationRequest request, int index, StopStrings stops, UnitSink sink) {
    Sampler sampler =
        new Sampler(
            request.settings(), vocabulary.size(), RandomStream.of(request.seed(), index));
    Corpus beginning = request.prompt();
    int from = Math.max(0, beginning.length() - RecentUnits.WINDOW);
    for (int i = from; i < beginning.length(); i++) {
      sampler.read(beginning.ids()[i]);
    }
    return new TextInProgress(index, request.length(), sampler, stops.search(), sink);
  }

  /** Generates some texts to their ends; a text that has ended leaves its stream. */
  private void generate(List<TextInProgress> batch) throws IOException {
    List<TextInProgress> active = batch;
    Predictor streams = predictor.select(new int[batch.size()]);
    int[] ids = new int[batch.size()];
    while (true) {
      boolean ended = false;
      for (int stream = 0; stream < active.size(); stream++) {
        TextInProgress text = active.get(stream);
        int offset = streams.logitsOffset(stream);
        distribution.load(streams.logits(), offset);
        ids[stream] = text.sample(streams.logits(), offset, distribution);
        ended |= text.isComplete();
      }
      if (ended) {
        int[] kept = incomplete(active);
        if (kept.length == 0) {
          return;
        }
        streams = streams.select(kept);
        active = IntStream.of(kept).mapToObj(active::get).toList();
        ids = select(ids, kept);
      }
      if (stopped) {
        for (TextInProgress text : active) {
          text.interrupt();
        }
        return;
      }
      for (int stream = 0; stream < ids.length; stream++) {
        prompt.beforeReading(ids[stream], streams, stream);
      }
      streams.advance(ids);
    }
  }

  private static int[] incomplete(List<TextInProgress> texts) {
    return IntStream.range(0, texts.size())
        .filter(stream -> !texts.get(stream).isComplete())
        .toArray();
  }

  private static int[] select(int[] ids, int[] streams) {
    return IntStream.of(streams).map(stream -> ids[stream]).toArray();
  }
}
