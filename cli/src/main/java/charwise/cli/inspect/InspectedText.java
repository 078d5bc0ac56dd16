package charwise.cli.inspect;

import charwise.cli.console.CharacterWidth;
import charwise.cli.console.Console;
import charwise.cli.console.UserException;
import charwise.cli.input.CorpusArguments;
import charwise.cli.input.TextSource;
import charwise.engine.analysis.Activations;
import charwise.engine.data.Corpus;
import charwise.engine.data.CorpusBuilder;
import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.task.Evidence;
import charwise.engine.task.ItemInput;
import charwise.engine.task.SavedTask;
import charwise.engine.task.language.SavedModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The text that a model reads for {@code inspect}, and how it reads it; never empty. */
final class InspectedText {
  private static final String DOTTED_CIRCLE = "◌";
  private static final int NO_RESET = -1;

  private final int length;
  private final Units kind;
  private final IntUnaryOperator units;
  private final Supplier<Activations> activations;
  private final Reading reading;
  private final List<Evidence> evidence;

  /** Reads the whole text. */
  @FunctionalInterface
  private interface Reading {
    void read(Activations activations, Activations.Visitor visitor);
  }

  private InspectedText(
      int length,
      Units kind,
      IntUnaryOperator units,
      Supplier<Activations> activations,
      Reading reading,
      List<Evidence> evidence) {
    this.length = length;
    this.kind = kind;
    this.units = units;
    this.activations = activations;
    this.reading = reading;
    this.evidence = evidence;
  }

  /**
   * Reads {@code text}, or else {@code file}, as text that goes on, without the characters that the
   * model has never seen.
   *
   * @param condition what the text stands under; see {@link Activations}
   */
  static InspectedText stream(
      @Nullable String text, @Nullable Path file, SavedModel saved, int condition, Console console)
      throws IOException {
    TextSource source = source(text, file, console);
    CorpusBuilder builder = Corpus.builder(saved.vocabulary()).skipUnknown();
    source.addTo(builder);
    CorpusArguments.noteUnknown(builder, console);
    Corpus corpus = builder.build();
    if (corpus.length() == 0) {
      throw UserException.failure(
          "no character that the model knows", source.name(), "give another text");
    }
    int reset = saved.items() == Items.LINE ? saved.vocabulary().id('\n') : NO_RESET;
    return new InspectedText(
        corpus.length(),
        saved.vocabulary().units(),
        position -> corpus.vocabulary().unit(corpus.ids()[position]),
        () -> new Activations(saved.model(), condition),
        (activations, visitor) ->
            activations.read(corpus.ids(), 0, corpus.length(), reset, visitor),
        List.of());
  }

  /** Reads the first line of {@code text}, or else of {@code file}, as an item. */
  static InspectedText item(
      @Nullable String text, @Nullable Path file, SavedTask saved, Console console)
      throws IOException {
    TextSource source = source(text, file, console);
    String all;
    try (InputStream in = source.opener().open()) {
      all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    String line = all.lines().findFirst().orElse("");
    if (line.isEmpty()) {
      throw UserException.failure("no text", source.name(), "give another one");
    }
    if (all.lines().skip(1).findFirst().isPresent()) {
      console.note("this model reads lines: what is shown is the first one");
    }
    ItemInput input = saved.input(line);
    if (input == null) {
      throw new IllegalStateException("a model that reads neither text nor lines");
    }
    return new InspectedText(
        input.steps(),
        saved.vocabulary().units(),
        input::unit,
        () -> new Activations(input),
        Activations::readItem,
        saved.evidence(line));
  }

  private static TextSource source(@Nullable String text, @Nullable Path file, Console console)
      throws IOException {
    return text != null
        ? new TextSource(
            "--text", null, () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
        : CorpusArguments.single(String.valueOf(file), console);
  }

  /** Buffers for a reading. */
  Activations activations() {
    return activations.get();
  }

  /** Reads the text once. */
  void read(Activations fresh, Activations.Visitor visitor) {
    reading.read(fresh, visitor);
  }

  /** The parts that the model weighs by themselves, the strongest first. */
  List<Evidence> evidence() {
    return evidence;
  }

  int length() {
    return length;
  }

  /** The unit at a position; {@link ItemInput#NO_UNIT} where there is none. */
  int unit(int position) {
    return units.applyAsInt(position);
  }

  /** The character at a position as a file has it; empty where there is none. */
  String character(int position) {
    int unit = unit(position);
    return unit == ItemInput.NO_UNIT ? "" : Character.toString(unit);
  }

  /**
   * The character at a position as pictures and terminals can show it, at least one column wide.
   */
  String visible(int position) {
    int unit = unit(position);
    if (unit == '\n') {
      return "↵";
    }
    if (unit == '\t') {
      return "→";
    }
    boolean oneByte = kind == Units.BYTE && unit >= 0x80;
    if (oneByte
        || unit == ItemInput.NO_UNIT
        || Character.isISOControl(unit)
        || !Character.isDefined(unit)
        || Character.getType(unit) == Character.FORMAT
        || Character.getType(unit) == Character.LINE_SEPARATOR
        || Character.getType(unit) == Character.PARAGRAPH_SEPARATOR) {
      return "·";
    }
    String character = Character.toString(unit);
    return CharacterWidth.of(unit) == 0 ? DOTTED_CIRCLE + character : character;
  }
}
