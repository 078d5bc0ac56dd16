package charwise.cli.repl.session;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.cli.console.VisibleText;
import charwise.engine.data.Corpus;
import charwise.engine.sampling.GeneratedText;
import charwise.engine.sampling.StopReason;
import charwise.engine.sampling.UnitSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A model, settings and the text under way, and what can be done with them. {@link #stop} may be
 * called by another thread, everything else by one alone.
 */
public final class Session {
  private static final int REMEMBERED = 100;
  private static final double NATS_PER_BIT = StrictMath.log(2);

  private final Console console;
  private final Transcript transcript;
  private final Deque<Manuscript> earlier = new ArrayDeque<>();
  private LoadedModel model;
  private Settings settings;
  private Manuscript manuscript;
  private boolean surprise;
  private boolean over;
  private volatile boolean stopped;

  /**
   * A session that has just begun.
   *
   * @param model what it writes with
   * @param screen where results are shown
   * @param console finds files, and says what was skipped
   */
  public Session(LoadedModel model, Screen screen, Console console) {
    this.console = console;
    this.transcript = new Transcript(screen);
    this.model = model;
    this.settings = Settings.usual(model.items());
    this.manuscript = Manuscript.empty(model.vocabulary(), settings.seed());
  }

  /** Where results are shown. */
  public Screen screen() {
    return transcript;
  }

  /** Finds files, and says what was skipped. */
  public Console console() {
    return console;
  }

  /** What it writes with. */
  public LoadedModel model() {
    return model;
  }

  /** How it writes. */
  public Settings settings() {
    return settings;
  }

  /** The text under way. */
  public Corpus text() {
    return manuscript.text();
  }

  /** Where the last line of the text begins. */
  public int lastLine() {
    return Manuscript.lastLine(manuscript.text());
  }

  /** Notes what the user has entered, in a form that can be entered again. */
  public void entered(String lines) {
    boolean pasted = lines.contains("\n") && !lines.startsWith(Entry.QUOTES);
    transcript.entered(pasted ? Entry.QUOTES + lines + Entry.QUOTES : lines);
  }

  /** Whether the user wants to leave. */
  public boolean isOver() {
    return over;
  }

  /** Ends the session after the command at hand. */
  public void end() {
    over = true;
  }

  /** Ends the writing under way, if any, after the character at hand. */
  public void stop() {
    stopped = true;
  }

  /** Changes a setting; another seed counts from the next character on. */
  public void change(Setting setting, String value) {
    settings = setting.change(settings, model.items(), value);
    if (setting == Setting.SEED) {
      manuscript = manuscript.withSeed(settings.seed());
    }
  }

  /** Whether every character is coloured by its information. */
  public boolean showsSurprise() {
    return surprise;
  }

  /** Colours every character by its information, or no longer. */
  public void showSurprise(boolean wanted) {
    surprise = wanted;
  }

  /** Starts a text, and writes on. */
  public void begin(String beginning) throws IOException {
    Corpus corpus =
        model.corpus(
            beginning.getBytes(StandardCharsets.UTF_8),
            "the beginning",
            settings.unknown(),
            console);
    replace(Manuscript.of(corpus, settings.seed()));
    show(0);
    write();
  }

  /** Writes on where the text ends; a stop text that ended it is passed over. */
  public void more() throws IOException {
    int end = manuscript.text().length();
    replace(manuscript.pastStop());
    show(end);
    write();
  }

  /** Writes another text with the same beginning, from the next seed. */
  public void again() throws IOException {
    settings = settings.withSeed(settings.seed() + 1);
    replace(manuscript.again(settings.seed()));
    show(0);
    write();
  }

  /** Goes back to the text before the last change, and shows its last line. */
  public void undo() throws IOException {
    if (earlier.isEmpty()) {
      throw UserException.failure("nothing to undo", "/undo", "type a beginning first");
    }
    manuscript = earlier.pop();
    showLastLine();
  }

  /** Lets the user choose what comes next. */
  public void choose() throws IOException {
    var choosing = new Choosing(model, manuscript.text());
    transcript.choose(choosing);
    if (!choosing.keys().isEmpty()) {
      replace(manuscript.chosen(choosing.text()));
      showLastLine();
    }
  }

  /** Goes on with another model; the text stays if that model knows its characters. */
  public void load(String name) throws IOException {
    LoadedModel loaded = LoadedModel.read(name, console);
    Manuscript kept = Manuscript.empty(loaded.vocabulary(), settings.seed());
    try {
      kept = kept.chosen(corpusFor(loaded, manuscript.text().length()));
    } catch (UserException unknownCharacters) {
      transcript.note("the text is gone: the new model does not know all its characters");
    }
    settings = settings.moved(model.items(), loaded.items());
    model = loaded;
    manuscript = kept;
    earlier.clear();
    transcript.note(loaded.description());
  }

  /** Continues the same beginning with two models, beside each other. The text stays as it is. */
  public void compare(String name) throws IOException {
    LoadedModel other = LoadedModel.read(name, console);
    Corpus mine = manuscript.text().slice(0, manuscript.beginning());
    Corpus theirs = corpusFor(other, manuscript.beginning());
    stopped = false;
    List<Screen.Column> columns = new ArrayList<>();
    columns.add(column(model, mine));
    columns.add(column(other, theirs));
    transcript.sideBySide(columns);
  }

  private Screen.Column column(LoadedModel writer, Corpus beginning) throws IOException {
    GeneratedText text =
        writer.write(
            beginning, settings, manuscript.seed(), 0, (number, id) -> {}, () -> stopped);
    byte[] bytes = Manuscript.join(beginning, text.text()).bytes();
    return new Screen.Column(
        VisibleText.line(writer.name()), VisibleText.lines(new String(bytes, StandardCharsets.UTF_8)));
  }

  /** The first units of the text for another model. */
  private Corpus corpusFor(LoadedModel other, int length) throws IOException {
    byte[] bytes = manuscript.text().slice(0, length).bytes();
    return other.corpus(bytes, "the text under way", settings.unknown(), console);
  }

  /** Writes what was entered and shown into a new file, or any file if {@code replacing}. */
  public void save(String name, boolean replacing) throws IOException {
    Path file = console.resolve(name);
    if (!replacing && Files.exists(file)) {
      throw UserException.failure(
          "there is such a file", name, "/save! replaces it, or choose another name");
    }
    transcript.save(file);
    transcript.note("saved in " + name);
  }

  /** How surprising the characters of a beginning are, in bits; NaN where nothing is known. */
  public double[] bits(Corpus beginning) {
    double[] bits = model.generator().surprise(beginning);
    for (int i = 0; i < bits.length; i++) {
      bits[i] /= NATS_PER_BIT;
    }
    return bits;
  }

  private void replace(Manuscript next) {
    earlier.push(manuscript);
    if (earlier.size() > REMEMBERED) {
      earlier.removeLast();
    }
    manuscript = next;
  }

  private void write() throws IOException {
    stopped = false;
    UnitSink sink =
        new UnitSink() {
          @Override
          public void accept(int text, int id) throws IOException {
            accept(text, id, Double.NaN);
          }

          @Override
          public void accept(int text, int id, double nats) throws IOException {
            double bits = surprise ? nats / NATS_PER_BIT : Double.NaN;
            transcript.unit(model.vocabulary().bytes(id), bits, false);
          }
        };
    GeneratedText written =
        model.write(
            manuscript.text(),
            settings,
            manuscript.seed(),
            manuscript.drawn(),
            sink,
            () -> stopped);
    manuscript = manuscript.with(written);
    transcript.endText();
    if (written.stopReason() == StopReason.INTERRUPTED) {
      transcript.note("stopped; /more goes on");
    } else if (surprise && written.text().length() > 0) {
      transcript.note(
          NumberText.fixed(written.natsPerCharacter() / NATS_PER_BIT, 2) + " bits a character");
    }
  }

  private void showLastLine() throws IOException {
    show(lastLine());
    transcript.endText();
  }

  /** Shows the text from a position on. */
  private void show(int from) throws IOException {
    Corpus text = manuscript.text();
    double[] bits = surprise && from < text.length() ? bits(text) : new double[0];
    for (int i = from; i < text.length(); i++) {
      transcript.unit(
          model.vocabulary().bytes(text.ids()[i]),
          surprise ? bits[i] : Double.NaN,
          i < manuscript.beginning());
    }
  }
}
