package charwise.engine.sampling;

import charwise.engine.data.Corpus;
import charwise.engine.data.Vocabulary;
import charwise.engine.search.Constraint;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One text while it is generated: what it has, and how far it has been handed on. */
final class TextInProgress {
  /** Takes a unit of a text and how surprising it is. */
  @FunctionalInterface
  interface Receiver {
    void accept(int text, int id, double nats) throws IOException;
  }

  private final int index;
  private final char[] prompt;
  private final int maximumLength;
  private final Vocabulary vocabulary;
  private final @Nullable ConstrainedText constrained;
  private final Sampler sampler;
  private final StopStrings.Search search;
  private final Receiver receiver;
  private char[] ids = new char[64];
  private double[] nats = new double[64];
  private int promptRead;
  private int length;
  private int handedOn;
  private int stopLength;
  private boolean complete;
  private StopReason stopReason = StopReason.LENGTH;

  /**
   * An empty text.
   *
   * @param index its number
   * @param prompt what is to be read before the first unit is chosen
   */
  TextInProgress(
      int index,
      char[] prompt,
      GenerationRequest request,
      Vocabulary vocabulary,
      Sampler sampler,
      StopStrings.Search search,
      Receiver receiver) {
    this.index = index;
    this.prompt = prompt;
    this.maximumLength = request.length();
    this.vocabulary = vocabulary;
    this.sampler = sampler;
    this.search = search;
    this.receiver = receiver;
    Constraint constraint = request.constraint();
    constrained =
        constraint == null
            ? null
            : new ConstrainedText(constraint, vocabulary.size(), maximumLength);
    if (constrained != null && constrained.isEnded()) {
      complete = true;
      stopReason = StopReason.MATCH;
    } else {
      complete = maximumLength == 0;
    }
  }

  boolean isComplete() {
    return complete;
  }

  /**
   * The unit to be read next: the prompt's or else one that is chosen, of which all that is certain
   * is handed on. Of no meaning once the text is complete.
   */
  int next(float[] logits, int offset, Distribution distribution) throws IOException {
    if (promptRead < prompt.length) {
      return prompt[promptRead++];
    }
    int id =
        constrained == null
            ? sampler.next(logits, offset)
            : constrained.next(sampler, logits, offset);
    if (id < 0) {
      end(0, StopReason.MATCH);
      return 0;
    }
    sampler.read(id);
    distribution.load(logits, offset);
    append(id, distribution.nats(id));
    int stop = search.read(id);
    if (stop > 0) {
      end(stop, StopReason.STOP);
    } else if (constrained != null && constrained.isEnded()) {
      end(0, StopReason.MATCH);
    } else if (length == maximumLength) {
      end(0, StopReason.LENGTH);
    } else {
      handOn(length - search.pending());
    }
    return id;
  }

  /** Ends the text where it is. */
  void interrupt() throws IOException {
    end(0, StopReason.INTERRUPTED);
  }

  private void append(int id, double surprise) {
    if (length == ids.length) {
      int grown = (int) Math.min(2L * length, maximumLength);
      ids = Arrays.copyOf(ids, grown);
      nats = Arrays.copyOf(nats, grown);
    }
    ids[length] = (char) id;
    nats[length] = surprise;
    length++;
  }

  private void end(int stop, StopReason reason) throws IOException {
    stopLength = stop;
    length -= stop;
    handOn(length);
    complete = true;
    stopReason = reason;
  }

  private void handOn(int end) throws IOException {
    while (handedOn < end) {
      receiver.accept(index, ids[handedOn], nats[handedOn]);
      handedOn++;
    }
  }

  Continuation result() {
    double total = 0;
    for (int i = 0; i < length; i++) {
      total += nats[i];
    }
    Corpus all = Corpus.of(vocabulary, ids, length + stopLength);
    return new Continuation(
        index, all.slice(0, length), total / length, stopReason, all.slice(length, all.length()));
  }
}
