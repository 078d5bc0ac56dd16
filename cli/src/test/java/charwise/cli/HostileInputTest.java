package charwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.CommandLineRun.Result;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Inputs that would like to crash the program, hang it, take its memory or play with the terminal.
 * Each ends at once, with what it should or with one line that says what is wrong.
 */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class HostileInputTest {
  @TempDir private static Path folder;

  private static final String TEXT = "the quick brown fox jumps over the lazy dog\n".repeat(20);
  private static final String ESCAPE = "\u001b]0;owned\u0007\u001b[2J\u009b31m\u202e";

  private static final List<Attack> ATTACKS = new ArrayList<>();

  /**
   * An input and what comes of it.
   *
   * @param name what is wrong with it
   * @param exitCode the exit status
   * @param says part of the one line on standard error; of standard output where all is well
   * @param input standard input
   */
  private record Attack(
      String name, int exitCode, String says, InputStream input, List<String> arguments) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void trainModels() throws IOException {
    byte[] text = TEXT.getBytes(StandardCharsets.UTF_8);
    TinyModels.train(folder, "good", text);
    TinyModels.train(folder, "bytes", text, "--units=byte");
    TinyModels.train(folder, "lines", text, "--items=line");
    var signals = new FakeSignals();
    Result interrupted =
        new CommandLineRun(folder)
            .onTerminal(80)
            .withSignals(signals)
            .whenErrorContains("\r", () -> signals.send("INT"))
            .run(
                "train", "text-of-good", "-o", "stopped", "--hidden=8", "--layers=1", "--batch=4",
                "--bptt=8", "--steps=50", "--threads=1");
    assertThat(interrupted.exitCode()).isEqualTo(130);
    var files = new HostileFiles(folder);
    brokenContainers(files);
    brokenHeaders(files);
    brokenModels(files);
    brokenCheckpoints(files);
    oddFiles(files);
    oddTexts(files);
    oddArguments();
    oddStreams();
  }

  private static List<Attack> attacks() {
    return ATTACKS;
  }

  private static void failure(String name, String says, String... arguments) {
    ATTACKS.add(new Attack(name, 1, says, InputStream.nullInputStream(), List.of(arguments)));
  }

  private static void usage(String name, String says, String... arguments) {
    ATTACKS.add(new Attack(name, 2, says, InputStream.nullInputStream(), List.of(arguments)));
  }

  private static void fine(String name, String says, String... arguments) {
    ATTACKS.add(new Attack(name, 0, says, InputStream.nullInputStream(), List.of(arguments)));
  }

  private static void piped(
      String name, int exitCode, String says, InputStream input, List<String> arguments) {
    ATTACKS.add(new Attack(name, exitCode, says, input, List.of(arguments)));
  }

  private static void brokenContainers(HostileFiles f) {
    failure("an empty model", "too short", "sample", f.text("empty", ""));
    failure("a model of 7 bytes", "too short", "score", f.text("seven", "1234567"));
    failure(
        "a header of 2^64 - 1 bytes",
        "a header of 18446744073709551615 bytes in a file of 10",
        "inspect",
        f.bytes("maximal", 255, 255, 255, 255, 255, 255, 255, 255, 123, 125));
    failure(
        "a header one byte longer than the file",
        "a header of 3 bytes in a file of 10",
        "repl",
        f.bytes("longer", 3, 0, 0, 0, 0, 0, 0, 0, 123, 125));
    failure("a header of no bytes", "not a JSON object", "sample", f.model("nothing", ""));
    failure("a text as a model", "a header of", "sample", "text-of-good");
    failure(
        "a picture as a model",
        "a header of",
        "inspect",
        f.bytes("picture.png", 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13));
    failure(
        "a compressed file as a model",
        "a header of",
        "gradients",
        f.bytes("model.gz", 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0));
    failure(
        "a terabyte of zeros that takes no room on the disk",
        "not a JSON object",
        "sample",
        f.sparse("terabyte", 1L << 40));
    failure(
        "a header of 9 MB of zeros",
        "not a JSON object",
        "sample",
        f.sparse("zeros", 1L << 30, 0, 0, 0x90));
    failure(
        "a header of 64 MB in a file of a gigabyte",
        "a header of 67108864 bytes",
        "sample",
        f.sparse("heavy", 1L << 30, 0, 0, 0, 4));
    failure("data cut off", "lies at", "sample", f.changed("cut", "good", b -> cut(b, 4)));
    failure(
        "data to spare",
        "belong to no tensor",
        "score",
        f.changed("spare", "good", b -> cut(b, -4)));
  }

  private static byte[] cut(byte[] bytes, int less) {
    return Arrays.copyOf(bytes, bytes.length - less);
  }

  private static void brokenHeaders(HostileFiles f) {
    failure(
        "a hundred thousand brackets",
        "nesting deeper than 64",
        "inspect",
        f.model("deep", "{\"a\":" + "[".repeat(100_000)));
    failure(
        "nine million brackets and braces",
        "nesting deeper than 64",
        "inspect",
        f.model("deeper", "{\"a\":[".repeat(1_500_000)));
    failure(
        "a million values",
        "more than 200000 values",
        "inspect",
        f.model("values", "{\"a\":[" + "0,".repeat(1_000_000) + "0]}"));
    failure(
        "a number of a million digits",
        "a number of 1000000 characters",
        "inspect",
        f.model("digits", "{\"a\":" + "9".repeat(1_000_000) + "}"));
    failure(
        "a key twice",
        "a key for the second time",
        "sample",
        f.model("twice", "{\"a\":1,\"\\u0061\":1}"));
    failure("an array as header", "not a JSON object", "sample", f.model("array", "[]"));
    failure(
        "a header that is no UTF-8",
        "not valid UTF-8",
        "sample",
        f.bytes("latin", 4, 0, 0, 0, 0, 0, 0, 0, '{', '"', 0xE9, '"'));
    failure(
        "metadata that are numbers",
        "\"format\" is not a string",
        "sample",
        f.model("numbers", "{\"__metadata__\":{\"format\":1}}"));
    failure(
        "another program's tensors",
        "not of charwise",
        "sample",
        f.model("foreign", "{\"w\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}}", 1, 2));
    failure(
        "a tensor's name full of escape sequences",
        "\\u001b]0;owned\\u0007",
        "sample",
        f.model("named", "{\"" + "\\u001b]0;owned\\u0007\\u202e" + "\":1}"));
    failure(
        "a shape whose size is beyond 64 bits",
        "which its shape contradicts",
        "sample",
        f.model(
            "vast",
            "{\"w\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],"
                + "\"data_offsets\":[0,0]}}"));
    failure(
        "offsets that run backwards",
        "lies at 2 to 1",
        "sample",
        f.model("back", "{\"w\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[2,1]}}", 1, 2));
    failure(
        "tensors that overlap",
        "overlaps another",
        "sample",
        f.model(
            "overlap",
            "{\"v\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},"
                + "\"w\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[1,3]}}",
            1, 2, 3));
    failure(
        "a hole between tensors",
        "after a hole",
        "sample",
        f.model(
            "hole",
            "{\"v\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},"
                + "\"w\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[2,3]}}",
            1, 2, 3));
  }

  private static void model(HostileFiles f, String name, String says, String from, String to) {
    String file = "model-" + ATTACKS.size();
    failure(name, says, "sample", f.edited(file, "good", header -> header.replaceFirst(from, to)));
  }

  private static void brokenModels(HostileFiles f) {
    model(
        f,
        "a hidden size of 2^30",
        "hidden size of 1073741824",
        size("hidden_size"),
        "$11073741824");
    model(
        f,
        "a hidden size of 2^32 + 12",
        "no valid hidden_size",
        size("hidden_size"),
        "$14294967308");
    model(f, "a hidden size below zero", "no valid hidden_size", size("hidden_size"), "$1-12");
    model(f, "a larger hidden size", "has the shape", size("hidden_size"), "$116384");
    model(f, "a billion layers", "number of layers of 1000000000", size("layers"), "$11000000000");
    model(
        f,
        "a vocabulary of 2^31 - 1",
        "units, not 2147483647",
        size("vocabulary_size"),
        "$12147483647");
    model(f, "an unknown cell", "unknown cell", "lstm", "lst\\\\\\\\u001bm");
    model(f, "a future version", "format version \"2\"", "(\"format_version\":\")1", "$12");
    model(f, "no vocabulary", "no vocabulary", "\"vocabulary\":", "\"vocabulaire\":");
    model(
        f,
        "a vocabulary with a unit twice",
        "in the vocabulary twice",
        "\\\\\"a\\\\\"",
        "\\\\\"b\\\\\"");
    model(
        f,
        "half a surrogate pair as a unit",
        "half a surrogate pair",
        "\\\\\"a\\\\\"",
        "\\\\\"\\\\\\\\ud800\\\\\"");
    model(f, "two characters as a unit", "is not a codepoint", "\\\\\"a\\\\\"", "\\\\\"ab\\\\\"");
    model(f, "a number as a unit", "is not a codepoint", "\\\\\"a\\\\\"", "97");
    model(
        f,
        "dropout beyond all numbers",
        "beyond the range of a double",
        "\\\\\"dropout\\\\\":[0-9.]+",
        "\\\\\"dropout\\\\\":1e999");
    model(f, "weights of another type", "has dtype I32, not F32", "F32", "I32");
    model(f, "weights of 4 bits", "which its shape contradicts", "F32", "F4");
    model(f, "a tensor of another name", "is missing", "decoder.bias", "decoder.base");
    failure(
        "a weight that is no number",
        "a weight is not finite: NaN in decoder.bias",
        "sample",
        f.withLastNumber("nan", "good", Float.NaN));
    failure(
        "an infinite weight",
        "a weight is not finite: -Infinity",
        "score",
        f.withLastNumber("infinite", "good", Float.NEGATIVE_INFINITY),
        "text-of-good");
    fine(
        "the largest weight there is",
        "",
        "sample",
        f.withLastNumber("largest", "good", Float.MAX_VALUE),
        "-n5");
    failure("a checkpoint as a model", "not of charwise", "sample", "stopped.checkpoint");
  }

  private static String size(String key) {
    return "(\\\\\"" + key + "\\\\\":)[0-9]+";
  }

  private static void checkpoint(HostileFiles f, String name, String says, String from, String to) {
    String file = "run-" + ATTACKS.size();
    f.edited(file + ".checkpoint", "stopped.checkpoint", header -> header.replaceFirst(from, to));
    failure(name, says, "train", "text-of-good", "--resume", "-o", file);
  }

  private static void brokenCheckpoints(HostileFiles f) {
    f.text("no-run.checkpoint", "nothing of the kind");
    failure(
        "a text as a checkpoint",
        "a header of",
        "train",
        "text-of-good",
        "--resume",
        "-o",
        "no-run");
    f.changed("good-run.checkpoint", "good", bytes -> bytes);
    failure(
        "a model as a checkpoint",
        "it is no checkpoint",
        "train", "text-of-good", "--resume", "-o", "good-run");
    checkpoint(f, "a batch of 2^31", "batch is out of range", size("batch"), "$12147483648");
    checkpoint(f, "a batch of nothing", "no run has batch 0", size("batch"), "$10");
    checkpoint(f, "a batch that the states contradict", "do not fit", size("batch"), "$165536");
    checkpoint(
        f, "a window of 2^31 - 1", "no run has bptt 2147483647", size("bptt"), "$12147483647");
    checkpoint(f, "no steps at all", "no run has steps 0", size("steps"), "$10");
    checkpoint(
        f,
        "an evaluation every 0 steps",
        "no run has evaluation_every 0",
        size("evaluation_every"),
        "$10");
    checkpoint(f, "a step beyond the last", "none of its plan", size("step"), "$151");
    checkpoint(f, "a step before the first", "none of its plan", size("step"), "$1-1");
    checkpoint(f, "a hidden size of its own", "do not fit", size("hidden_size"), "$116384");
    checkpoint(f, "another text", "another text", "(\"text\":\")-?[0-9]+", "$17");
    checkpoint(
        f,
        "a rate of zero",
        "no run has learning_rate 0.0",
        "(learning_rate\\\\\":)[0-9.E-]+",
        "$10.0");
    checkpoint(
        f, "an optimizer with line feeds", "optimizer", "adam", "a\\\\\\\\n\\\\\\\\u001b[2J");
    checkpoint(f, "no progress", "not an object", "\"progress\":", "\"regress\":");
    f.withLastNumber("nan-run.checkpoint", "stopped.checkpoint", Float.NaN);
    failure(
        "a state that is no number",
        "is NaN",
        "train",
        "text-of-good",
        "--resume",
        "-o",
        "nan-run");
  }

  private static void oddFiles(HostileFiles f) {
    failure("a folder as a model", "a directory", "sample", f.folder("a-folder"));
    failure("no model", "no such file", "sample", "missing");
    failure("a link to itself as a model", "no such file", "sample", f.link("loop", "loop"));
    failure("a device as a model", "not a regular file", "sample", "/dev/zero");
    failure("a socket as a model", "not a regular file", "sample", f.socket("socket"));
    failure(
        "a name of 5,000 characters", "no such file", "sample", "n".repeat(5000));
    failure(
        "a name that moves the cursor",
        "\\x1b]0;owned\\x07\\x1b[2J\\x9b31m\\u202e; check the name",
        "sample",
        ESCAPE);
    usage("a name with a zero byte", "not a file name", "sample", "a\0b");
    usage("an empty name", "an empty file name", "sample", "");
    failure("a folder to score", "a folder, not a file", "score", "good", "a-folder");
    failure("a socket to score", "No such device", "score", "good", "socket");
    failure("a socket to train on", "No such device", "train", "socket");
    failure("a link to itself to train on", "no such file", "train", "loop");
    failure("a folder with nothing in it", "no text file", "train", f.folder("hollow"));
    f.folder("binaries");
    f.bytes("binaries/one", 1, 0, 2);
    failure("a folder without text", "no text file", "train", "binaries");
    f.folder("round/and");
    f.link("round/and/round", "..");
    f.link("round/self", "self");
    f.text("round/text", TEXT);
    fine("a folder that links to itself", "bits/char", tiny("round", "-o", "round-model"));
    usage(
        "a model that would be a folder",
        "names a folder",
        "train",
        "text-of-good",
        "-o",
        "hollow");
    failure(
        "a model in no folder", "no such folder", "train", "text-of-good", "-o", "nowhere/model");
    usage(
        "a model over its own text",
        "would replace a file",
        "train", "text-of-good", "-o", "text-of-good");
    failure(
        "a log that is a folder", "hollow", tiny("text-of-good", "-o", "logged", "--log=hollow"));
    failure(
        "a text as --init-from", "a header of", tiny("text-of-good", "--init-from=text-of-good"));
  }

  private static String[] tiny(String... arguments) {
    return Stream.concat(
            Stream.of("train"),
            Stream.concat(
                Stream.of(arguments),
                Stream.of(
                    "--hidden=8", "--layers=1", "--batch=2", "--bptt=8", "--steps=2", "--threads=1")))
        .toArray(String[]::new);
  }

  private static void oddTexts(HostileFiles f) {
    failure("no text", "the text is empty", "train", f.text("void", ""));
    failure("one character", "too little text", "train", f.text("one", "a"));
    failure("nothing but a byte order mark", "empty", "train", f.bytes("mark", 0xEF, 0xBB, 0xBF));
    failure("a null device", "the text is empty", "train", "/dev/null");
    failure(
        "UTF-16",
        "not valid UTF-8 at byte offset 0 (0xff)",
        "train",
        f.bytes("utf16", 0xFF, 0xFE, 'a', 0, 'b', 0));
    failure(
        "Latin-1",
        "not valid UTF-8 at byte offset 3 (0xe9)",
        "train",
        f.bytes("latin1", 'c', 'a', 'f', 0xE9, '\n'));
    failure(
        "an overlong slash",
        "not valid UTF-8 at byte offset 1 (0xc0)",
        "train",
        f.bytes("overlong", 'a', 0xC0, 0xAF));
    failure(
        "half a surrogate pair in a text",
        "not valid UTF-8 at byte offset 2: cesu",
        "score", "good", f.bytes("cesu", 't', 'h', 0xED, 0xA0, 0x80));
    failure(
        "a character cut off at the end",
        "not valid UTF-8 at byte offset 2: tail",
        "score", "good", f.bytes("tail", 't', 'h', 0xF0, 0x9F, 0x98));
    failure(
        "text with 20,001 distinct characters",
        "read it as bytes with --units byte",
        "train",
        f.text("explosion", distinct(20_001)));
    fine(
        "nothing but zero bytes",
        "",
        tiny(f.bytes("nul", new byte[5000]), "-o", "nul-model", "--json"));
    fine(
        "carriage returns alone",
        "",
        tiny(f.text("cr", "a\rb\r".repeat(99)), "-o", "cr-model", "--json"));
    fine(
        "one line of five megabytes",
        "file",
        "score", "lines", f.text("line", "the lazy dog ".repeat(100_000)), "--by=line");
    fine("bytes of no encoding", "file", "score", "bytes", "utf16");
    fine(
        "a text full of escape sequences",
        "\\x1b]0;owned\\x07",
        "score", "good", f.text("escapes", ESCAPE), "--by=line");
  }

  private static String distinct(int count) {
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.appendCodePoint(0x20000 + i);
    }
    return text.toString();
  }

  private static void oddArguments() {
    usage("no arguments at all", "no command given");
    usage("a command with escape sequences", "no such command: \\x1b]0;", ESCAPE);
    usage("an option of 100,000 letters", "unknown option", "train", "--" + "x".repeat(100_000));
    usage("arguments without end", "one argument too many", many("sample", "good", 20_000));
    usage(
        "a file of arguments that is none",
        "one argument too many",
        "sample",
        "good",
        "@/dev/zero");
    failure("a prompt the model can not know", "never seen", "sample", "good", "-p", "é");
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
    usage("a pattern in a thousand groups", "not a pattern", match("(".repeat(1000)));
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
        "train", "text-of-good", "-o", "huge", "--hidden=16384", "--layers=64", "--steps=1");
    usage(
        "a batch larger than memory",
        "too large for this machine",
        "train", "text-of-good", "-o", "huge", "--batch=65536", "--bptt=65536", "--steps=1");
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
    return Stream.concat(
            Stream.of(command), Stream.generate(() -> argument).limit(times))
        .toArray(String[]::new);
  }

  private static void oddStreams() {
    piped(
        "an endless line of prompts",
        1,
        "a line of more than",
        endless("a"),
        "sample",
        "good",
        "--prompts=-");
    piped("an endless line to the shell", 1, "a line of more than", endless("a"), "repl", "good");
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
        "a header of",
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

  @ParameterizedTest
  @MethodSource("attacks")
  void isAnsweredAtOnceAndInOneLine(Attack attack) {
    Result result =
        new CommandLineRun(folder)
            .withInput(attack.input())
            .run(attack.arguments().toArray(new String[0]));

    assertThat(result.exitCode()).as(result.err()).isEqualTo(attack.exitCode());
    assertThat(result.err().replace("\n", "") + result.out().replaceAll("[\n\t\r]", ""))
        .doesNotContainPattern("[\\p{Cc}\u202a-\u202e\u2066-\u2069]");
    if (attack.exitCode() == 0) {
      assertThat(result.out()).contains(attack.says());
    } else {
      List<String> errors =
          result.err().lines().filter(line -> line.startsWith("charwise: ")).toList();
      assertThat(errors).hasSize(1);
      assertThat(errors.getFirst()).contains(attack.says());
      assertThat(result.err()).endsWith(errors.getFirst() + "\n").doesNotContain("\tat ");
    }
  }

  @Test
  void thereAreManyOfThem() {
    assertThat(ATTACKS).hasSizeGreaterThan(100).extracting(Attack::name).doesNotHaveDuplicates();
  }
}
