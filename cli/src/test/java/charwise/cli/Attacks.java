package charwise.cli;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A list of hostile inputs of one kind, for its subclasses to fill. */
abstract class Attacks {
  static final String TEXT = "the quick brown fox jumps over the lazy dog\n".repeat(20);
  static final String ESCAPE = "\u001b]0;owned\u0007\u001b[2J\u009b31m\u202e";

  private final List<Attack> all = new ArrayList<>();

  /**
   * An input and what comes of it.
   *
   * @param name what is wrong with it
   * @param exitCode the exit status
   * @param says part of the one line on standard error; of standard output where all is well
   * @param input standard input
   */
  record Attack(String name, int exitCode, String says, InputStream input, List<String> arguments) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** All of them. */
  final List<Attack> all() {
    return List.copyOf(all);
  }

  /** How many there are by now, for names of files. */
  final int count() {
    return all.size();
  }

  final void failure(String name, String says, String... arguments) {
    all.add(new Attack(name, 1, says, InputStream.nullInputStream(), List.of(arguments)));
  }

  final void usage(String name, String says, String... arguments) {
    all.add(new Attack(name, 2, says, InputStream.nullInputStream(), List.of(arguments)));
  }

  final void fine(String name, String says, String... arguments) {
    all.add(new Attack(name, 0, says, InputStream.nullInputStream(), List.of(arguments)));
  }

  final void piped(String name, int exitCode, String says, InputStream input, String... arguments) {
    all.add(new Attack(name, exitCode, says, input, List.of(arguments)));
  }

  static String[] tiny(String... arguments) {
    return Stream.concat(
            Stream.of("train"),
            Stream.concat(
                Stream.of(arguments),
                Stream.of(
                    "--hidden=8",
                    "--layers=1",
                    "--batch=2",
                    "--bptt=8",
                    "--steps=2",
                    "--threads=1")))
        .toArray(String[]::new);
  }
}
