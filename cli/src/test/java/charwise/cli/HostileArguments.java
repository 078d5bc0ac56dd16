package charwise.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Arguments and streams that no one would give, to a model {@code good}. */
final class HostileArguments extends Attacks {
  HostileArguments() {
    oddArguments();
    oddStreams();
  }

  private void oddArguments() {
    usage("a command with escape sequences", "no such command: \\x1b]0;", ESCAPE);
    usage("an option of 100,000 letters", "unknown option", "train", "--" + "x".repeat(100_000));
    usage("arguments without end", "one argument too many", many("sample", "good", 20_000));
    usage(
        "a file of arguments that is none",
        "one argument too many",
        "sample",
        "good",
        "@/dev/zero");
    failure("a prompt the model cannot know", "never seen", "sample", "good", "-p", "é");
    failure(
        "a prompt of escape sequences",
        "never seen the character U+001B, number 1",
        "sample",
        "good",
        "-p",
        ESCAPE);
    failure("half a surrogate pair in a prompt", "never seen", "sample", "good", "-p", "\ud800");
    fine("half a surrogate pair to stop at", "", "sample", "good", "-n5", "--stop=\udc00");
    usage("an empty text to stop at", "an empty text: --stop", "sample", "good", "--stop=");
    usage("a pattern in a million brackets", "more than 2000", match("(".repeat(1_000_000)));
    usage("a pattern in a thousand groups", "( without )", match("(".repeat(1000)));
    usage(
        "a pattern that repeats a billion times",
        "amount to more than",
        match("((a{1000}){1000}){1000}"));
    usage("a pattern that repeats nothing", "nothing to repeat", match("*"));
    fine("a pattern that would take a backtracker forever", "", match("(a*)*b?"));
    usage(
        "a seed of 64 bits and a half", "--seed", "sample", "good", "--seed=18446744073709551616");
    usage("a layer that is not there", "--layer", inspect("--layer=9223372036854775807"));
    usage("a unit that is not there", "--unit", inspect("--unit=9223372036854775807"));
    usage("a gate that is not there", "--gate", inspect("--gate=\u001b[2J"));
    usage("a plot of no known kind", "plot.exe", "gradients", "--lags=1", "--plot=plot.exe");
    usage(
        "a model larger than memory",
        "too large for this machine",
        "train",
        "text-of-good",
        "-o",
        "huge",
        "--hidden=16384",
        "--layers=64",
        "--steps=1");
    usage(
        "a batch larger than memory",
        "too large for this machine",
        "train",
        "text-of-good",
        "-o",
        "huge",
        "--batch=65536",
        "--bptt=65536",
        "--steps=1");
    usage("a shell of one's own", "not one of", "completion", "../../bin/sh");
    usage("help on everything", "no such command", "help", "%s%n%x");
    usage("colour of one's own", "--color", "sample", "good", "--color=\u001b[31m");
  }

  private static String[] match(String pattern) {
    return new String[] {"sample", "good", "-n20", "--match", pattern};
  }

  private static String[] inspect(String option) {
    return new String[] {"inspect", "good", "--text=the", option};
  }

  private static String[] many(String command, String argument, int times) {
    return Stream.concat(Stream.of(command), Stream.generate(() -> argument).limit(times))
        .toArray(String[]::new);
  }

  private void oddStreams() {
    piped(
        "an endless line of prompts",
        1,
        "a line of more than",
        endless("a"),
        "sample",
        "good",
        "--prompts=-");
    piped("an endless line to the shell", 1, "is longer than", endless("a"), "repl", "good");
    piped(
        "an endless unknown prompt",
        1,
        "never seen",
        endless("é"),
        "sample",
        "good",
        "--prompt-file=-");
    piped("standard input twice", 2, "only once", endless("a"), "train", "-", "-");
    piped(
        "a disk that fails under a pipe", 1, "Input/output error", failing(), "score", "good", "-");
    piped(
        "malformed text to the shell", 1, "not valid UTF-8", bytes(0xC3, 0x28, 10), "repl", "good");
    piped("a command unknown to the shell", 1, "/", text("/\u001b[2J\n"), "repl", "good");
    piped(
        "a temperature that is no number",
        1,
        "temperature",
        text("/set temperature NaN\n"),
        "repl",
        "good");
    piped(
        "quotes without end in the shell",
        1,
        "within \"\"\"",
        text("\"\"\"\nthe\n"),
        "repl",
        "good");
    piped(
        "another model that is none",
        1,
        "not a model of charwise",
        text("/load text-of-good\n"),
        "repl",
        "good");
    piped(
        "a transcript to nowhere",
        1,
        "nowhere",
        text("the\n/save nowhere/at/all\n"),
        "repl",
        "good");
  }

  /** A text over and over. */
  private static InputStream endless(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new InputStream() {
      private int position;

      @Override
      public int read() {
        position = (position + 1) % bytes.length;
        return bytes[(position + bytes.length - 1) % bytes.length] & 0xFF;
      }

      @Override
      public int read(byte[] destination, int offset, int length) {
        for (int i = 0; i < length; i++) {
          destination[offset + i] = (byte) read();
        }
        return length;
      }

      @Override
      public int available() {
        return 1;
      }
    };
  }

  private static InputStream failing() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("Input/output error");
      }

      @Override
      public int read(byte[] destination, int offset, int length) throws IOException {
        throw new IOException("Input/output error");
      }
    };
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static InputStream bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return new ByteArrayInputStream(bytes);
  }
}
