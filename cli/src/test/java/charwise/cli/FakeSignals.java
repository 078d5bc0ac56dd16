package charwise.cli;

import charwise.cli.console.SignalSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Signals that a test sends. */
public final class FakeSignals implements SignalSource {
  private final Map<String, Runnable> actions = new ConcurrentHashMap<>();

  @Override
  public Registration listen(String signal, Runnable action) {
    actions.put(signal, action);
    return () -> actions.remove(signal);
  }

  /** Sends a signal; nothing happens if nobody listens. */
  public void send(String signal) {
    actions.getOrDefault(signal, () -> {}).run();
  }

  /** The signals that are listened for. */
  public Set<String> heard() {
    return Set.copyOf(actions.keySet());
  }
}
