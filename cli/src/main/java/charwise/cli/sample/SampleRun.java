package charwise.cli.sample;

import charwise.cli.console.Console;
import charwise.cli.console.VisibleText;
import charwise.cli.input.CorpusArguments;
import charwise.cli.input.TextSource;
import charwise.engine.checkpoint.Json;
import charwise.engine.checkpoint.ModelFile;
import charwise.engine.checkpoint.SavedModel;
import charwise.engine.sampling.GeneratedText;
import charwise.engine.text.Corpus;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;

/** One run of {@code charwise sample}: reads the prompts and prints the texts. */
final class SampleRun {
  private final SampleConfiguration configuration;
  private final Console console;
  private final SavedModel saved;
  private final PromptReader prompts;
  private final TextWriter writer;
  private long index;

  /** Loads the model. */
  SampleRun(SampleConfiguration configuration, Console console) throws IOException {
    this.configuration = configuration;
    this.console = console;
    this.saved = ModelFile.read(console.resolve(configuration.model()));
    this.prompts =
        new PromptReader(
            saved.vocabulary(), configuration.unknown(), "--unknown skip", console);
    this.writer = new TextWriter(saved, configuration);
  }

  void run() throws IOException {
    if (configuration.prompts() != null) {
      answerLines(configuration.prompts().toString());
    } else if (configuration.json()) {
      printJson(prompt());
    } else {
      stream(prompt());
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

  private void stream(Corpus prompt) throws IOException {
    var printer = new UnitPrinter(saved.vocabulary(), console, System::nanoTime);
    Corpus heading = configuration.echo() ? prompt : prompt.slice(0, 0);
    var texts = new OrderedTexts(printer, heading, configuration.count(), configuration.length());
    writer.write(prompt, texts);
    texts.end();
  }

  private void printJson(Corpus prompt) throws IOException {
    for (GeneratedText text : writer.write(prompt, (number, id) -> {})) {
      var json = new LinkedHashMap<String, Object>();
      json.put("index", index++);
      json.put("prompt", CorpusText.string(prompt));
      json.put("text", CorpusText.string(text.text()));
      json.put("chars", text.text().length());
      json.put("nats_per_char", text.natsPerCharacter());
      json.put("stop_reason", text.stopReason().label());
      console.out().println(Json.write(json));
      console.out().flush();
    }
  }

  /** Answers each line of a file before the next one is read. */
  private void answerLines(String name) throws IOException {
    TextSource source = CorpusArguments.single(name, console);
    try (var in = new BufferedInputStream(source.opener().open())) {
      int first = in.read();
      for (long number = 1; first >= 0; number++) {
        Corpus prompt =
            prompts.read(
                "line " + number + " of " + source.name(),
                new ByteArrayInputStream(restOfLine(first, in)));
        if (configuration.json()) {
          printJson(prompt);
        } else {
          printLines(prompt);
        }
        first = in.read();
      }
    }
  }

  private void printLines(Corpus prompt) throws IOException {
    String heading = configuration.echo() ? CorpusText.string(prompt) : "";
    for (GeneratedText text : writer.write(prompt, (number, id) -> {})) {
      String line =
          (heading + CorpusText.string(text.text()))
              .replace("\\", "\\\\")
              .replace("\n", "\\n")
              .replace("\r", "\\r");
      console.out().println(console.terminal().output() ? VisibleText.line(line) : line);
      console.out().flush();
    }
  }

  private static byte[] restOfLine(int first, InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = first; b >= 0 && b != '\n'; b = in.read()) {
      line.write(b);
    }
    byte[] bytes = line.toByteArray();
    boolean windows = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
    return windows ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
  }
}
