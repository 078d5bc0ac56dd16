package charwise.cli.sample;

import charwise.engine.sampling.GeneratedText;
import charwise.engine.sampling.UnitSink;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Passes complete texts on in the order of their numbers, each as soon as possible. */
final class OrderedResults implements UnitSink {
  @FunctionalInterface
  interface Receiver {
    void accept(GeneratedText text) throws IOException;
  }

  private final Receiver receiver;
  private final Map<Integer, GeneratedText> waiting = new HashMap<>();
  private int next;

  OrderedResults(Receiver receiver) {
    this.receiver = receiver;
  }

  @Override
  public void accept(int text, int id) {
    // The whole text comes at its end.
  }

  @Override
  public void end(GeneratedText text) throws IOException {
    waiting.put(text.index(), text);
    for (var ready = waiting.remove(next); ready != null; ready = waiting.remove(next)) {
      next++;
      receiver.accept(ready);
    }
  }
}
