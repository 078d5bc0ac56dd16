package charwise.cli.sample;

import charwise.cli.console.Console;
import charwise.cli.console.UserException;
import charwise.cli.console.VisibleText;
import charwise.cli.input.ConditionArgument;
import charwise.cli.input.CorpusArguments;
import charwise.cli.input.ModelArgument;
import charwise.cli.input.PromptReader;
import charwise.cli.input.ReadyLines;
import charwise.cli.input.TextSource;
import charwise.cli.option.WeightsOption.Format;
import charwise.cli.sample.TextSeries.TextOutput;
import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.json.Json;
import charwise.engine.kernel.ScalarKernels;
import charwise.engine.kernel.Team;
import charwise.engine.sampling.Continuation;
import charwise.engine.task.language.SavedModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** One execution of {@code charwise sample}: reads the prompts and prints the texts. */
final class SampleRun {
  /** The most prompts that are answered side by side. */
  private static final int MOST_PROMPTS = 256;

  /** With fewer multiply-adds, the scalar kernels are done before vector code is compiled. */
  private static final long FEW_MULTIPLY_ADDS = 300_000_000;

  private final PromptOptions prompting;
  private final SamplerOptions choosing;
  private final LengthOptions extent;
  private final boolean seedDrawn;
  private final Console console;
  private final SavedModel saved;
  private final int condition;
  private final PromptReader prompts;
  private long index;

  /**
   * Loads the model.
   *
   * @param seedDrawn whether nobody knows the seed unless it is told
   */
  SampleRun(
      Path model,
      PromptOptions prompting,
      SamplerOptions choosing,
      LengthOptions extent,
      boolean seedDrawn,
      Console console)
      throws IOException {
    this.prompting = prompting;
    this.choosing = choosing;
    this.extent = extent;
    this.seedDrawn = seedDrawn;
    this.console = console;
    Path file = console.resolve(model);
    preferScalarKernels(file);
    this.saved = ModelArgument.language(file);
    this.condition = ConditionArgument.of(saved, prompting.condition, model.toString());
    if (extent.weights.format() == Format.BF16) {
      saved.model().roundToBfloat16();
    }
    this.prompts =
        new PromptReader(saved.vocabulary(), prompting.unknown, "--unknown skip", console);
  }

  /** Chooses the scalar kernels for short texts, unless a choice has been made. */
  private void preferScalarKernels(Path file) {
    if (prompting.prompts != null) {
      return;
    }
    long weights = file.toFile().length() / Float.BYTES;
    double steps = (double) extent.length * extent.count;
    if (weights * steps <= FEW_MULTIPLY_ADDS) {
      ScalarKernels.prefer();
    }
  }

  /** Says so where a text to stop before cannot come up. */
  private void noteStops() {
    for (String stop : extent.stops) {
      stop.codePoints()
          .filter(c -> saved.units() == Units.CODEPOINT && saved.vocabulary().id(c) < 0)
          .findFirst()
          .ifPresent(
              c ->
                  console.note(
                      "--stop "
                          + stop
                          + " never comes up: the model has never seen the character "
                          + VisibleText.codePoint(c)));
    }
  }

  void run() throws IOException {
    noteStops();
    try (var team = new Team(extent.threads.count())) {
      var writer = new TextWriter(saved, condition, choosing, extent, team);
      var series = new TextSeries(writer, extent, console);
      if (prompting.prompts != null) {
        answerLines(prompting.prompts.toString(), series);
      } else if (extent.json.given()) {
        series.write(List.of(prompt()), this::printJson);
      } else {
        Corpus prompt = prompt();
        var printer = new UnitPrinter(saved.vocabulary(), console, extent.raw, System::nanoTime);
        Corpus heading = !prompting.noEcho ? prompt : prompt.slice(0, 0);
        series.stream(
            prompt, new OrderedTexts(printer, heading, (int) extent.count, writer.writesLines()));
      }
      series.report();
    }
  }

  private Corpus prompt() throws IOException {
    if (prompting.promptFile != null) {
      TextSource source = CorpusArguments.single(prompting.promptFile.toString(), console);
      try (InputStream in = source.opener().open()) {
        return prompts.read(source.name(), in);
      }
    }
    if (prompting.prompt == null && !"-".equals(extent.novel) && console.hasInput()) {
      return pipedPrompt();
    }
    String text = prompting.prompt == null ? "" : prompting.prompt;
    return prompts.read(
        "the prompt", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** What was piped in without an option that asks for it, without a line feed at its end. */
  private Corpus pipedPrompt() throws IOException {
    console.note("reading the prompt from standard input");
    TextSource source = CorpusArguments.standardInput(console);
    try (InputStream in = source.opener().open()) {
      byte[] bytes = in.readAllBytes();
      int length = bytes.length;
      if (length > 0 && bytes[length - 1] == '\n') {
        length--;
      }
      return prompts.read(source.name(), new ByteArrayInputStream(bytes, 0, length));
    }
  }

  private void printJson(Corpus prompt, Continuation text) throws IOException {
    var json = new LinkedHashMap<String, Object>();
    json.put("index", index++);
    if (!saved.conditions().isEmpty()) {
      json.put("condition", saved.conditions().names().get(condition));
    }
    json.put("prompt", string(prompt));
    json.put("text", string(text.text()));
    json.put("chars", text.text().length());
    json.put("nats_per_char", text.natsPerCharacter());
    json.put("stop_reason", text.stopReason().label());
    if (seedDrawn) {
      json.put("seed", choosing.seed.seed());
    }
    console.out().println(Json.write(json));
    console.out().flush();
  }

  /** Answers each line of a file: all available lines together, before waiting for more. */
  private void answerLines(String name, TextSeries series) throws IOException {
    TextOutput output = extent.json.given() ? this::printJson : this::printLine;
    TextSource source = CorpusArguments.single(name, console);
    try (InputStream in = source.opener().open()) {
      var ready = new ReadyLines(source.name(), in);
      long number = 0;
      for (var lines = ready.next(MOST_PROMPTS);
          !lines.isEmpty();
          lines = ready.next(MOST_PROMPTS)) {
        List<Corpus> beginnings = new ArrayList<>();
        for (byte[] line : lines) {
          number++;
          String where = "line " + number + " of " + source.name();
          try {
            beginnings.add(prompts.read(where, new ByteArrayInputStream(line)));
          } catch (UserException e) {
            series.write(beginnings, output); // answers those before the error
            throw e;
          }
        }
        series.write(beginnings, output);
      }
    }
  }

  /** The text of a corpus; bytes that are not UTF-8 become U+FFFD. */
  private static String string(Corpus text) {
    return new String(text.bytes(), StandardCharsets.UTF_8);
  }

  /** A text on one line, from which it can be had back. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  private void printLine(Corpus prompt, Continuation text) throws IOException {
    String heading = !prompting.noEcho ? string(prompt) : "";
    String whole = heading + string(text.text());
    String line = saved.items() == Items.LINE ? whole : escaped(whole);
    boolean spelled = console.terminal().output() && !extent.raw;
    console.out().println(spelled ? VisibleText.line(line) : line);
    console.out().flush();
  }
}
