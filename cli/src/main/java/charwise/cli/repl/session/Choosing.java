package charwise.cli.repl.session;

import charwise.cli.console.UserException;
import charwise.cli.console.VisibleText;
import charwise.engine.data.Corpus;
import charwise.engine.data.Units;
import charwise.engine.data.UnknownUnitException;
import charwise.engine.data.Vocabulary;
import charwise.engine.sampling.UnitProbability;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Writing together: the model proposes what comes next, the user chooses by keys. A digit takes the
 * proposal of that number, a backspace removes the last character, any other key types itself.
 * After a backslash {@code n} types a line feed, {@code t} a tab, {@code b} is a backspace, and any
 * other key types itself, including digits.
 */
public final class Choosing {
  private static final int MOST = 9;
  private static final int BAR = 12;
  private static final int DELETE = 0x7F;

  private final WritingModel model;
  private final Vocabulary vocabulary;
  private final Deque<Step> steps = new ArrayDeque<>();
  private Corpus text;
  private boolean escaped;

  private record Step(String key, Corpus before) {}

  Choosing(WritingModel model, Corpus text) {
    this.model = model;
    this.vocabulary = model.vocabulary();
    this.text = text;
  }

  Corpus text() {
    return text;
  }

  /** All keys so far. */
  String keys() {
    var keys = new StringBuilder();
    steps.descendingIterator().forEachRemaining(step -> keys.append(step.key()));
    return keys.toString();
  }

  /** The last line of the text, safe to print. */
  public String line() {
    Corpus line = text.slice(Manuscript.lastLine(text), text.length());
    return VisibleText.line(new String(line.bytes(), StandardCharsets.UTF_8));
  }

  /** The proposals as numbered rows, with their probabilities. */
  public List<String> rows() {
    List<String> rows = new ArrayList<>();
    for (UnitProbability proposal : proposals()) {
      rows.add(
          String.format(
                  Locale.ROOT,
                  "%d  %-6s %5.1f%%  %s",
                  rows.size() + 1,
                  shown(proposal.id()),
                  100 * proposal.probability(),
                  "█".repeat((int) Math.round(BAR * proposal.probability())))
              .strip());
    }
    return rows;
  }

  /** The likeliest next units, as many as a digit can name. */
  private List<UnitProbability> proposals() {
    List<UnitProbability> next = model.generator().next(text);
    return next.subList(0, Math.min(MOST, next.size()));
  }

  private String shown(int id) {
    int unit = vocabulary.unit(id);
    boolean lone = vocabulary.units() == Units.BYTE && unit >= 0x80;
    return lone
        ? String.format(Locale.ROOT, "'\\x%02x'", unit)
        : "'" + VisibleText.line(Character.toString(unit)) + "'";
  }

  /** Whether the last key was a backslash. */
  public boolean isEscaped() {
    return escaped;
  }

  /**
   * Carries out a key.
   *
   * @throws UserException if it stands for nothing here; all stays as it was
   */
  public void key(int key) {
    if (escaped) {
      escaped = false;
      switch (key) {
        case 'n' -> append("\\n", "\n");
        case 't' -> append("\\t", "\t");
        case 'b' -> takeBack();
        default -> append("\\" + Character.toString(key), Character.toString(key));
      }
    } else {
      switch (key) {
        case '\\' -> escaped = true;
        case '\b', DELETE -> takeBack();
        case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> pick(key - '0');
        default -> append(Character.toString(key), Character.toString(key));
      }
    }
  }

  private void pick(int number) {
    List<UnitProbability> proposals = proposals();
    if (number > proposals.size()) {
      throw UserException.failure(
          "no such proposal", "" + number, "\\" + number + " writes the digit itself");
    }
    char[] ids = {(char) proposals.get(number - 1).id()};
    append("" + number, Corpus.of(vocabulary, ids, 1));
  }

  private void append(String key, String characters) {
    try {
      byte[] bytes = characters.getBytes(StandardCharsets.UTF_8);
      append(
          key, Corpus.builder(vocabulary).add("the text", new ByteArrayInputStream(bytes)).build());
    } catch (UnknownUnitException e) {
      throw UserException.failure(
          "the model has never seen " + VisibleText.codePoint(characters.codePointAt(0)),
          "the text",
          "pick a number, or type something else");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void append(String key, Corpus more) {
    steps.push(new Step(key, text));
    text = Manuscript.join(text, more);
  }

  /** Undoes the last key or, if there is none, removes the last character. */
  private void takeBack() {
    if (!steps.isEmpty() && !steps.peek().key().equals("\\b")) {
      text = steps.pop().before();
    } else if (text.length() > 0) {
      steps.push(new Step("\\b", text));
      text = text.slice(0, text.length() - 1);
    }
  }
}
