package charwise.engine.sampling;

import charwise.engine.data.Vocabulary;
import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Team;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The generation of some texts: every thread of a team writes several side by side, as one product
 * a step, and begins another where one has ended. No text depends on those beside it.
 */
final class Generation {
  /** How many texts a thread writes side by side. */
  private static final int STREAMS = 16;

  private final UnitPredictor beginning;
  private final Prompt prompt;
  private final boolean promptRead;
  private final Vocabulary vocabulary;
  private final List<GenerationRequest> requests;
  private final List<StopStrings> stops;
  private final int[] firstNumbers;
  private final int count;
  private final UnitSink sink;
  private final BooleanSupplier stopped;
  private final Team team;
  private final SortedMap<Integer, Continuation> texts = new TreeMap<>();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /**
   * A generation that has not begun.
   *
   * @param beginning a predictor of one stream, which is not disturbed: it has read the prompt of
   *     the only request or, if there are several, nothing
   */
  Generation(
      UnitPredictor beginning,
      Prompt prompt,
      Vocabulary vocabulary,
      List<GenerationRequest> requests,
      UnitSink sink,
      BooleanSupplier stopped,
      Team team) {
    this.beginning = beginning;
    this.prompt = prompt;
    this.promptRead = requests.size() == 1;
    this.vocabulary = vocabulary;
    this.requests = requests;
    this.stops = requests.stream().map(r -> new StopStrings(r.stops(), vocabulary)).toList();
    this.firstNumbers = new int[requests.size()];
    int total = 0;
    for (int i = 0; i < firstNumbers.length; i++) {
      firstNumbers[i] = total;
      total = Math.addExact(total, requests.get(i).count());
    }
    this.count = total;
    this.sink = sink;
    this.stopped = stopped;
    this.team = team;
  }

  /** Writes all texts, or until told to stop; returns them in the order of their numbers. */
  List<Continuation> run() throws IOException {
    team.run(
        member -> {
          try {
            write();
          } catch (IOException | RuntimeException e) {
            failure.compareAndSet(null, e);
          }
        });
    Exception thrown = failure.get();
    if (thrown instanceof IOException e) {
      throw e;
    }
    if (thrown instanceof RuntimeException e) {
      throw e;
    }
    return List.copyOf(texts.values());
  }

  /** One thread's part. */
  private void write() throws IOException {
    List<TextInProgress> active = new ArrayList<>();
    int share = Math.min(STREAMS, Math.ceilDiv(count, team.size()));
    for (var text = begin(); text != null; text = active.size() < share ? begin() : null) {
      active.add(text);
    }
    if (active.isEmpty()) {
      return;
    }
    UnitPredictor streams = beginning.select(new int[active.size()]);
    var distribution = new Distribution(vocabulary.size());
    int[] ids = new int[active.size()];
    while (true) {
      int kept = 0;
      for (int stream = 0; stream < ids.length; stream++) {
        ids[stream] = choose(active, stream, streams, distribution);
        kept += ids[stream] >= 0 ? 1 : 0;
      }
      if (kept == 0) {
        return;
      }
      if (kept < ids.length) {
        int[] chosen = ids;
        List<TextInProgress> texts = active;
        int[] left = IntStream.range(0, ids.length).filter(s -> chosen[s] >= 0).toArray();
        streams = streams.select(left);
        active = new ArrayList<>(IntStream.of(left).mapToObj(texts::get).toList());
        ids = IntStream.of(left).map(s -> chosen[s]).toArray();
      }
      if (isStopped()) {
        for (TextInProgress text : active) {
          text.interrupt();
          finish(text);
        }
        return;
      }
      for (int stream = 0; stream < ids.length; stream++) {
        prompt.beforeReading(ids[stream], streams, stream);
      }
      streams.advance(ids);
    }
  }

  /**
   * The next unit in a stream. Where its text ends with that, another one begins there and chooses
   * its first unit; −1 if there is none.
   */
  private int choose(
      List<TextInProgress> active, int stream, UnitPredictor streams, Distribution distribution)
      throws IOException {
    TextInProgress text = active.get(stream);
    int id = text.next(streams.logits(), streams.logitsOffset(stream), distribution);
    while (text.isComplete()) {
      finish(text);
      text = begin();
      if (text == null) {
        return -1;
      }
      active.set(stream, text);
      streams.copyState(beginning, 0, stream);
      id = text.next(streams.logits(), streams.logitsOffset(stream), distribution);
    }
    return id;
  }

  private boolean isStopped() {
    return failure.get() != null || stopped.getAsBoolean();
  }

  /** The next text that needs a unit, if there is one; null too when told to stop. */
  private @Nullable TextInProgress begin() throws IOException {
    while (true) {
      int number = team.nextTask();
      if (number >= count || (number >= STREAMS && isStopped())) {
        return null;
      }
      TextInProgress text = text(number);
      if (!text.isComplete()) {
        return text;
      }
      finish(text);
    }
  }

  private TextInProgress text(int number) {
    int place = firstNumbers.length - 1;
    while (firstNumbers[place] > number) {
      place--;
    }
    GenerationRequest request = requests.get(place);
    RandomStream random =
        RandomStream.of(request.seed(), request.first() + number - firstNumbers[place]);
    random.skip(request.drawn());
    Sampler sampler = new Sampler(request.settings(), vocabulary.size(), random);
    char[] ids = request.prompt().ids();
    int length = request.prompt().length();
    for (int i = Math.max(0, length - RecentUnits.WINDOW); i < length; i++) {
      sampler.read(ids[i]);
    }
    return new TextInProgress(
        number,
        promptRead ? new char[0] : prompt.units(request.prompt()),
        request,
        vocabulary,
        sampler,
        stops.get(place).search(),
        this::accept);
  }

  private synchronized void accept(int text, int id, double nats) throws IOException {
    sink.accept(text, id, nats);
  }

  private synchronized void finish(TextInProgress text) throws IOException {
    Continuation result = text.result();
    texts.put(result.index(), result);
    sink.end(result);
  }
}
