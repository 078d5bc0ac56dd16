package charwise.cli;

import charwise.cli.console.Console;
import charwise.cli.console.SignalSource;
import charwise.cli.console.Surroundings;
import charwise.cli.console.Terminal;
import charwise.engine.cluster.Cluster;
import charwise.engine.json.Json;
import charwise.engine.json.JsonException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run of the command line inside the test's process, with streams and surroundings of its own.
 */
public final class CommandLineRun {
  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private InputStream in = InputStream.nullInputStream();
  private Terminal terminal = Terminal.none();
  private SignalSource signals = SignalSource.none();
  private final Map<String, Runnable> awaitedErrors = new LinkedHashMap<>();
  private final Map<String, Runnable> awaitedOutputs = new LinkedHashMap<>();
  private @Nullable IOException failure;
  private @Nullable Cluster cluster;

  /**
   * What a run left behind.
   *
   * @param exitCode the exit status
   * @param out standard output
   * @param err standard error
   */
  public record Result(int exitCode, String out, String err) {
    /** The lines of standard output. */
    public List<String> outLines() {
      return out.lines().toList();
    }

    /** The keys of the JSON object on a line of standard output, counted from 0. */
    public List<String> keys(int line) {
      return object(line).keySet().stream().map(String::valueOf).toList();
    }

    /** A value of the JSON object on a line of standard output; not null. */
    public Object value(int line, String key) {
      return Objects.requireNonNull(object(line).get(key), key);
    }

    /** A string of the JSON object on a line of standard output. */
    public String string(int line, String key) {
      return (String) value(line, key);
    }

    /** A number of the JSON object on a line of standard output. */
    public double number(int line, String key) {
      return ((Number) value(line, key)).doubleValue();
    }

    private Map<?, ?> object(int line) {
      try {
        return (Map<?, ?>) Objects.requireNonNull(Json.parse(outLines().get(line)));
      } catch (JsonException e) {
        throw new AssertionError(out, e);
      }
    }
  }

  /** Runs in {@code folder}, without a terminal. */
  public CommandLineRun(Path folder) {
    this.folder = folder;
  }

  /** Puts {@code text} on standard input. */
  public CommandLineRun withInput(String text) {
    return withInput(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Makes {@code stream} standard input. */
  public CommandLineRun withInput(InputStream stream) {
    in = stream;
    return this;
  }

  /** Makes all three streams a terminal of that width. */
  public CommandLineRun onTerminal(int columns) {
    terminal = new Terminal(true, true, true, () -> columns);
    return this;
  }

  /** Makes what is written a terminal, but not standard input. */
  public CommandLineRun writingToTerminal() {
    terminal = new Terminal(false, true, true, () -> 80);
    return this;
  }

  /** Sets an environment variable. */
  public CommandLineRun withVariable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Lets {@code source} send signals. */
  public CommandLineRun withSignals(SignalSource source) {
    signals = source;
    return this;
  }

  /** Runs {@code action} as soon as standard error contains {@code text}, once. */
  public CommandLineRun whenErrorContains(String text, Runnable action) {
    awaitedErrors.put(text, action);
    return this;
  }

  /** Runs {@code action} as soon as standard output contains {@code text}, once. */
  public CommandLineRun whenOutputContains(String text, Runnable action) {
    awaitedOutputs.put(text, action);
    return this;
  }

  /** Makes standard output fail. */
  public CommandLineRun withFailingOutput(IOException thrown) {
    failure = thrown;
    return this;
  }

  /** Hands commands to a cluster that they can be shared on, as if it had started the program. */
  public CommandLineRun onCluster(Cluster machines) {
    cluster = machines;
    return this;
  }

  /** Runs {@code charwise} with these arguments. */
  public Result run(String... arguments) {
    var out = new WatchedStream(awaitedOutputs);
    var err = new WatchedStream(awaitedErrors);
    OutputStream standardOutput = failure == null ? out : failing(failure);
    var console =
        new Console(
            in, standardOutput, err, new Surroundings(terminal, environment, folder, signals));
    int exitCode = new Charwise(console, cluster).run(arguments).number();
    return new Result(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static OutputStream failing(IOException thrown) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw thrown;
      }
    };
  }

  /** A stream that is watched for texts. */
  private static final class WatchedStream extends ByteArrayOutputStream {
    private final Map<String, Runnable> awaited;

    WatchedStream(Map<String, Runnable> awaited) {
      this.awaited = awaited;
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      super.write(bytes, offset, length);
      if (awaited.isEmpty()) {
        return;
      }
      String soFar = toString(StandardCharsets.UTF_8);
      for (String text : List.copyOf(awaited.keySet())) {
        if (soFar.contains(text)) {
          Objects.requireNonNull(awaited.remove(text)).run();
        }
      }
    }
  }
}
