package charwise.engine.sampling;

import charwise.engine.text.Corpus;
import charwise.engine.text.Vocabulary;
import java.io.IOException;
import java.util.Arrays;

/** One text while it is generated: what it has, and how far it has been handed on. */
final class TextInProgress {
  private final int index;
  private final int maximumLength;
  private final Sampler sampler;
  private final StopStrings.Search search;
  private final UnitSink sink;
  private char[] ids = new char[512];
  private double[] nats = new double[512];
  private int length;
  private int handedOn;
  private int stopLength;
  private boolean complete;
  private StopReason stopReason = StopReason.LENGTH;

  TextInProgress(
      int index, int maximumLength, Sampler sampler, StopStrings.Search search, UnitSink sink) {
    this.index = index;
    this.maximumLength = maximumLength;
    this.sampler = sampler;
    this.search = search;
    this.sink = sink;
  }

  boolean isComplete() {
    return complete;
  }

  /** Chooses the next unit and hands on what is certain; returns the unit's id. */
  int sample(float[] logits, int offset, Distribution distribution) throws IOException {
    int id = sampler.next(logits, offset);
    sampler.read(id);
    append(id, distribution.nats(id));
    int stop = search.read(id);
    if (stop > 0) {
      end(stop, StopReason.STOP);
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
      sink.accept(index, ids[handedOn], nats[handedOn]);
      handedOn++;
    }
  }

  GeneratedText result(Vocabulary vocabulary) {
    double total = 0;
    for (int i = 0; i < length; i++) {
      total += nats[i];
    }
    Corpus all = Corpus.of(vocabulary, ids, length + stopLength);
    return new GeneratedText(
        index,
        all.slice(0, length),
        total / length,
        stopReason,
        all.slice(length, all.length()));
  }
}
