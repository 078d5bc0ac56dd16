package charwise.engine.training;

import charwise.engine.kernel.Team;
import charwise.engine.loss.Loss;
import charwise.engine.model.LanguageModel;
import charwise.engine.model.StreamLoss;
import charwise.engine.text.Corpus;
import charwise.engine.text.Items;
import charwise.engine.text.UnitReader;
import charwise.engine.text.Vocabulary;
import java.io.IOException;

/**
 * How surprising a text is to a model: the text is read as one stream with carried state, in
 * constant memory, and each unit's loss given all before it is added up in order. The first unit of
 * a continuous text follows nothing and is not counted; the first of each line, where lines are
 * items, follows a line feed read from the zero state.
 */
public final class Scorer {
  private static final int BLOCK = 4096;

  private final Vocabulary vocabulary;
  private final StreamLoss stream;
  private final int resetUnit;
  private final char[] units = new char[BLOCK + 1];
  private final double[] losses = new double[BLOCK];
  private int filled;
  private double totalNats;
  private long count;
  private long unknown;

  /**
   * What a text came to.
   *
   * @param unknown units that the model's vocabulary lacks; they are passed over
   */
  public record Score(Loss loss, long unknown) {}

  /**
   * A scorer with a state of its own.
   *
   * @param items whether the state is reset at each line
   * @param team shares the work, layer by layer
   */
  public Scorer(LanguageModel model, Vocabulary vocabulary, Items items, Team team) {
    this.vocabulary = vocabulary;
    this.stream = new StreamLoss(model, team);
    this.resetUnit = items == Items.LINE ? vocabulary.id('\n') : -1;
    reset();
  }

  /** Goes back to the zero state, with nothing read. */
  public final void reset() {
    stream.reset();
    filled = 0;
    if (resetUnit >= 0) {
      units[filled++] = (char) resetUnit;
    }
  }

  /** Scores a corpus from the zero state. */
  public Loss score(Corpus corpus) {
    reset();
    begin();
    for (int i = 0; i < corpus.length(); i++) {
      add(corpus.ids()[i]);
    }
    return end();
  }

  /** Scores a text, from the state that the last one left or {@link #reset} made. */
  public Score score(UnitReader text) throws IOException {
    begin();
    for (int unit = text.read(); unit >= 0; unit = text.read()) {
      int id = vocabulary.id(unit);
      if (id >= 0) {
        add((char) id);
      } else {
        unknown++;
      }
    }
    return new Score(end(), unknown);
  }

  private void begin() {
    totalNats = 0;
    count = 0;
    unknown = 0;
  }

  private void add(char id) {
    units[filled++] = id;
    if (filled == units.length) {
      flush();
    }
  }

  private Loss end() {
    flush();
    return new Loss(totalNats, count);
  }

  /** Scores what is waiting; its last unit stays, as what the next one follows. */
  private void flush() {
    if (filled < 2) {
      return;
    }
    int scored = filled - 1;
    stream.read(units, scored, resetUnit, losses);
    for (int i = 0; i < scored; i++) {
      totalNats += losses[i];
    }
    count += scored;
    units[0] = units[scored];
    filled = 1;
  }
}
