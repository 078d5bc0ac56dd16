package charwise.cli.repl.session;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.cli.console.VisibleText;
import charwise.engine.data.Corpus;
import charwise.engine.sampling.Continuation;
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
 * A model, settings and the current text, and what can be done with them. Only {@link #stop} may be
 * called by another thread.
 */
public final class Session {
  private static final int REMEMBERED = 100;
  private static final double NATS_PER_BIT = StrictMath.log(2);

  private final Console console;
  private final Transcript transcript;
  private final Deque<Manuscript> earlier = new ArrayDeque<>();
  private LoadedModel loaded;
  private Settings settings;
  private Manuscript manuscript;
  private boolean surprise;
  private boolean over;
  private volatile boolean stopped;

  /**
   * A new session.
   *
   * @param model what it writes or answers with
   * @param screen where results are shown
   * @param console finds files, and says what was skipped
   */
  public Session(LoadedModel model, Screen screen, Console console) {
    this.console = console;
    this.transcript = new Transcript("model: " + model.name(), screen);
    this.loaded = model;
    this.settings = model.usual();
    this.manuscript = Manuscript.empty(model.vocabulary(), settings.seed());
  }

  public Screen screen() {
    return transcript;
  }

  public Console console() {
    return console;
  }

  /** The model, whatever it can do. */
  public LoadedModel loaded() {
    return loaded;
  }

  /** Whether the model writes, rather than answers lines. */
  public boolean writes() {
    return loaded instanceof WritingModel;
  }

  /**
   * The model that writes.
   *
   * @throws UserException if it answers lines instead
   */
  public WritingModel model() {
    if (loaded instanceof WritingModel writer) {
      return writer;
    }
    throw UserException.failure(
        "the model writes nothing", loaded.name(), "type a line for it to answer");
  }

  public Settings settings() {
    return settings;
  }

  public Corpus text() {
    return manuscript.text();
  }

  public int lastLine() {
    return Manuscript.lastLine(manuscript.text());
  }

  /** Adds to the transcript what the user has entered, in a form that can be entered again. */
  public void entered(String lines) {
    boolean pasted = lines.contains("\n") && !lines.startsWith(Entry.QUOTES);
    transcript.entered(pasted ? Entry.QUOTES + lines + Entry.QUOTES : lines);
  }

  /** Whether the session has ended. */
  public boolean isOver() {
    return over;
  }

  /** Ends the session after the current command. */
  public void end() {
    over = true;
  }

  /** Stops writing after the current character. */
  public void stop() {
    stopped = true;
  }

  /** Changes a setting. Another seed applies from the next character on. */
  public void change(Setting setting, String value) {
    Settings changed = setting.change(settings, loaded.usual(), value);
    loaded = model().under(changed.condition());
    settings = changed;
    if (setting == Setting.SEED) {
      manuscript = manuscript.withSeed(settings.seed());
    }
  }

  public boolean showsSurprise() {
    return surprise;
  }

  /** Switches the colouring of characters by their information on or off. */
  public void showSurprise(boolean wanted) {
    surprise = wanted;
  }

  /** Begins a text, and continues it; or answers a line. */
  public void begin(String beginning) throws IOException {
    if (loaded instanceof AnsweringModel answering) {
      transcript.lines(style -> answering.rows(beginning, transcript.columns(), style));
      return;
    }
    Corpus corpus =
        model()
            .corpus(
                beginning.getBytes(StandardCharsets.UTF_8),
                "the beginning",
                settings.unknown(),
                console);
    replace(Manuscript.of(corpus, settings.seed()));
    show(0);
    write();
  }

  /** Goes on where the text ends. */
  public void more() throws IOException {
    int end = manuscript.text().length();
    replace(manuscript.pastStop());
    show(end);
    write();
  }

  /** Writes another text with the same beginning and the next seed. */
  public void again() throws IOException {
    settings = settings.withSeed(settings.seed() + 1);
    replace(manuscript.again(settings.seed()));
    show(0);
    write();
  }

  /** Restores the text before the last change, and shows its last line. */
  public void undo() throws IOException {
    if (earlier.isEmpty()) {
      throw UserException.failure("nothing to undo", "/undo", "type a beginning first");
    }
    manuscript = earlier.pop();
    showLastLine();
  }

  /** Lets the user choose the next characters. */
  public void choose() throws IOException {
    var choosing = new Choosing(model(), manuscript.text());
    transcript.choose(choosing);
    if (!choosing.keys().isEmpty()) {
      replace(manuscript.chosen(choosing.text()));
      showLastLine();
    }
  }

  /** Changes to another model, and keeps the text if that model knows its characters. */
  public void load(String name) throws IOException {
    LoadedModel next = LoadedModel.read(name, console);
    Manuscript kept = Manuscript.empty(next.vocabulary(), settings.seed());
    if (next instanceof WritingModel writer && loaded instanceof WritingModel) {
      try {
        kept = Manuscript.of(corpusFor(writer, manuscript.text().length()), settings.seed());
      } catch (UserException unknownCharacters) {
        transcript.note("the text is gone: the new model does not know all its characters");
      }
      settings = settings.moved(loaded.usual(), writer.usual());
      if (writer.saved().conditions().id(settings.condition()) < 0) {
        settings = settings.withCondition(writer.usual().condition());
      }
      loaded = writer.under(settings.condition());
    } else {
      settings = next.usual();
      surprise = false;
      loaded = next;
    }
    manuscript = kept;
    earlier.clear();
    transcript.note(next.description());
  }

  /**
   * Continues the same beginning with two models, and shows the texts side by side. The current
   * text stays.
   */
  public void compare(String name) throws IOException {
    if (!(LoadedModel.read(name, console) instanceof WritingModel other)) {
      throw UserException.failure(
          "the model writes nothing", name, "compare with one that was trained to generate");
    }
    Corpus mine = manuscript.text().slice(0, manuscript.beginning());
    Corpus theirs = corpusFor(other, manuscript.beginning());
    stopped = false;
    List<Screen.Column> columns = new ArrayList<>();
    columns.add(column(model(), mine));
    columns.add(column(other, theirs));
    transcript.sideBySide(columns);
  }

  private Screen.Column column(WritingModel writer, Corpus beginning) throws IOException {
    Continuation text =
        writer.write(beginning, settings, manuscript.seed(), 0, (number, id) -> {}, () -> stopped);
    byte[] bytes = Manuscript.join(beginning, text.text()).bytes();
    return new Screen.Column(
        VisibleText.line(writer.name()),
        VisibleText.lines(new String(bytes, StandardCharsets.UTF_8)));
  }

  /** The first units of the text, in the units of another model. */
  private Corpus corpusFor(WritingModel other, int length) throws IOException {
    byte[] bytes = manuscript.text().slice(0, length).bytes();
    return other.corpus(bytes, "the text under way", settings.unknown(), console);
  }

  /** Writes the transcript into a new file, or over a file if {@code replacing}. */
  public void save(String name, boolean replacing) throws IOException {
    transcript.save(target(name, replacing, "/save!"));
    transcript.note("saved in " + name);
  }

  /** Writes the text under way into a new file, or over a file if {@code replacing}. */
  public void write(String name, boolean replacing) throws IOException {
    if (manuscript.text().length() == 0) {
      throw UserException.failure("no text yet", "/write", "type a beginning first");
    }
    Files.write(target(name, replacing, "/write!"), manuscript.text().bytes());
    transcript.note("written into " + name);
  }

  private Path target(String name, boolean replacing, String command) {
    Path file = console.resolve(name);
    if (!replacing && Files.exists(file)) {
      throw UserException.failure(
          "there is such a file", name, command + " replaces it, or choose another name");
    }
    return file;
  }

  /** Lets the user change the text under way in an editor. */
  public void edit() throws IOException {
    if (!console.terminal().input() || !console.terminal().output()) {
      throw UserException.failure("an editor needs a terminal", "/edit", "type the text instead");
    }
    byte[] edited = new ExternalEditor(console).edit(manuscript.text().bytes());
    Corpus corpus = model().corpus(edited, "the edited text", settings.unknown(), console);
    replace(Manuscript.of(corpus, settings.seed()));
    showLastLine();
  }

  /** The information of each character of a text in bits; NaN for the first one. */
  public double[] bits(Corpus beginning) {
    double[] bits = model().generator().surprise(beginning);
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
            transcript.unit(loaded.vocabulary().bytes(id), bits, false);
          }
        };
    Continuation written =
        model()
            .write(
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

  private void show(int from) throws IOException {
    Corpus text = manuscript.text();
    double[] bits = surprise && from < text.length() ? bits(text) : new double[0];
    for (int i = from; i < text.length(); i++) {
      transcript.unit(
          loaded.vocabulary().bytes(text.ids()[i]),
          surprise ? bits[i] : Double.NaN,
          i < manuscript.beginning());
    }
  }
}
