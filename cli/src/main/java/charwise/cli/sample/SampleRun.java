package charwise.cli.sample;

import charwise.cli.input.ReadyLines;
import charwise.cli.console.Console;
import charwise.cli.console.UserException;
import charwise.cli.console.VisibleText;
import charwise.cli.input.CorpusArguments;
import charwise.cli.input.PromptReader;
import charwise.cli.input.TextSource;
import charwise.cli.option.WeightsOption.Format;
import charwise.engine.data.Corpus;
import charwise.engine.json.Json;
import charwise.engine.kernel.KernelChoice;
import charwise.engine.kernel.Team;
import charwise.engine.sampling.GeneratedText;
import charwise.engine.task.language.SavedModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** One run of {@code charwise sample}: reads the prompts and prints the texts. */
final class SampleRun {
  /** How many prompts are answered side by side, if as many wait. */
  private static final int MOST_PROMPTS = 256;

  /** Up to about so many, the scalar kernels have ended before vector code is even compiled. */
  private static final long FEW_MULTIPLY_ADDS = 300_000_000;

  private final SampleConfiguration configuration;
  private final Console console;
  private final SavedModel saved;
  private final PromptReader prompts;
  private long index;

  /** Loads the model. */
  SampleRun(SampleConfiguration configuration, Console console) throws IOException {
    this.configuration = configuration;
    this.console = console;
    Path file = console.resolve(configuration.model());
    preferScalarKernels(file);
    this.saved = SavedModel.read(file);
    if (configuration.weights() == Format.BF16) {
      saved.model().roundToBfloat16();
    }
    this.prompts =
        new PromptReader(saved.vocabulary(), configuration.unknown(), "--unknown skip", console);
  }

  /** Has short texts written by the scalar kernels, unless a user or an earlier run chose. */
  private void preferScalarKernels(Path file) {
    if (System.getProperty(KernelChoice.PROPERTY) != null || configuration.prompts() != null) {
      return;
    }
    long weights = file.toFile().length() / Float.BYTES;
    double steps = (double) configuration.length() * configuration.count();
    if (weights * steps <= FEW_MULTIPLY_ADDS) {
      System.setProperty(KernelChoice.PROPERTY, "scalar");
    }
  }

  void run() throws IOException {
    try (var team = new Team(configuration.threads())) {
      var writer = new TextWriter(saved, configuration, team);
      var series = new TextSeries(writer, configuration, console);
      if (configuration.prompts() != null) {
        answerLines(configuration.prompts().toString(), series);
      } else if (configuration.json()) {
        series.write(List.of(prompt()), this::printJson);
      } else {
        Corpus prompt = prompt();
        var printer = new UnitPrinter(
                saved.vocabulary(), console, configuration.raw(), System::nanoTime);
        Corpus heading = configuration.echo() ? prompt : prompt.slice(0, 0);
        series.stream(
            prompt,
            new OrderedTexts(printer, heading, configuration.count(), writer.writesLines()));
      }
      series.report();
    }
  }

  private Corpus prompt() throws IOException {
    if (configuration.promptFile() != null) {
      TextSource source = CorpusArguments.single(configuration.promptFile().toString(), console);
      try (InputStream in = source.opener().open()) {
        return prompts.read(source.name(), in);
      }
    }
    String text = configuration.prompt() == null ? "" : configuration.prompt();
    return prompts.read(
        "the prompt", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private void printJson(Corpus prompt, GeneratedText text) throws IOException {
    var json = new LinkedHashMap<String, Object>();
    json.put("index", index++);
    json.put("prompt", string(prompt));
    json.put("text", string(text.text()));
    json.put("chars", text.text().length());
    json.put("nats_per_char", text.natsPerCharacter());
    json.put("stop_reason", text.stopReason().label());
    console.out().println(Json.write(json));
    console.out().flush();
  }

  /** Answers the lines of a file: all that are there together, and before more is waited for. */
  private void answerLines(String name, TextSeries series) throws IOException {
    TextOutput output = configuration.json() ? this::printJson : this::printLine;
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
            series.write(beginnings, output); // those before it get their answers
            throw e;
          }
        }
        series.write(beginnings, output);
      }
    }
  }

  /** As text; what is no UTF-8 among bytes becomes U+FFFD. */
  private static String string(Corpus text) {
    return new String(text.bytes(), StandardCharsets.UTF_8);
  }

  private void printLine(Corpus prompt, GeneratedText text) throws IOException {
    String heading = configuration.echo() ? string(prompt) : "";
    String line =
        (heading + string(text.text()))
            .replace("\\", "\\\\")
            .replace("\n", "\\n")
            .replace("\r", "\\r");
    boolean spelled = console.terminal().output() && !configuration.raw();
    console.out().println(spelled ? VisibleText.line(line) : line);
    console.out().flush();
  }
}
