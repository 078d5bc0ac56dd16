package charwise.engine.sampling;

import charwise.engine.kernel.RandomStream;
import charwise.engine.text.Corpus;
import charwise.engine.text.Items;
import charwise.engine.text.Vocabulary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Continues a prompt, once or many times side by side. Where the model learnt items, a text may
 * hold several, each begun afresh after a line feed. Not thread-safe.
 */
public final class Generator {
  /** How many texts are generated side by side. */
  private static final int STREAMS = 16;

  private final Predictor predictor;
  private final Vocabulary vocabulary;
  private final Prompt prompt;
  private final Distribution distribution;

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
   * @return the texts in the order of their numbers
   * @throws IllegalArgumentException if a stop string is empty
   * @throws IOException what the sink throws
   */
  public List<GeneratedText> generate(GenerationRequest request, UnitSink sink)
      throws IOException {
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
  public List<GeneratedText> generate(
      GenerationRequest request, UnitSink sink, BooleanSupplier stopped) throws IOException {
    StopStrings stops = new StopStrings(request.stops(), vocabulary);
    prompt.read(predictor, request.prompt());
    List<GeneratedText> texts = new ArrayList<>();
    for (int first = 0; first < request.count(); first += STREAMS) {
      if (first > 0 && stopped.getAsBoolean()) {
        break;
      }
      int last = Math.min(request.count(), first + STREAMS);
      List<TextInProgress> batch = new ArrayList<>();
      for (int index = first; index < last; index++) {
        batch.add(begin(request, index, stops, sink));
      }
      if (request.length() > 0) {
        generate(batch, stopped);
      }
      batch.forEach(text -> texts.add(text.result(vocabulary)));
    }
    return texts;
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
      prompt.read(predictor, text.ids(), i);
      distribution.load(predictor.logits(), predictor.logitsOffset(0));
      nats[i] = prompt.isUnforeseen(i) ? Double.NaN : distribution.nats(text.ids()[i]);
    }
    return nats;
  }

  private TextInProgress begin(
      GenerationRequest request, int index, StopStrings stops, UnitSink sink) {
    RandomStream random = RandomStream.of(request.seed(), index);
    random.skip(request.drawn());
    Sampler sampler = new Sampler(request.settings(), vocabulary.size(), random);
    Corpus beginning = request.prompt();
    int from = Math.max(0, beginning.length() - RecentUnits.WINDOW);
    for (int i = from; i < beginning.length(); i++) {
      sampler.read(beginning.ids()[i]);
    }
    return new TextInProgress(index, request.length(), sampler, stops.search(), sink);
  }

  /** Generates some texts to their ends; a text that has ended leaves its stream. */
  private void generate(List<TextInProgress> batch, BooleanSupplier stopped)
      throws IOException {
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
      if (stopped.getAsBoolean()) {
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
