package charwise.engine.task.tagger;

import charwise.engine.data.Vocabulary;
import charwise.engine.kernel.Team;
import charwise.engine.loss.LogSoftmax;
import charwise.engine.loss.Loss;
import charwise.engine.tensor.PanelMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tags lines with a model as it is when asked. A line's tags do not depend, to the bit, on what is
 * tagged beside it, nor on threads.
 */
final class LineTagger {
  /** Windows that a thread usually reads side by side. */
  static final int SIDE_BY_SIDE = 64;

  private final Vocabulary vocabulary;
  private final TagScheme scheme;
  private final WordHints hints;
  private final WindowSize size;
  private final TaggerReader reader;
  private final LogSoftmax[] softmaxes;

  /** A tagger whose work a team shares. */
  LineTagger(SavedTagger saved, Team team) {
    this(saved, saved.window(), SIDE_BY_SIDE, team);
  }

  /**
   * A tagger whose work a team shares.
   *
   * @param size in place of the usual one
   * @param items windows that a thread reads side by side
   */
  LineTagger(SavedTagger saved, WindowSize size, int items, Team team) {
    this.vocabulary = saved.vocabulary();
    this.scheme = saved.scheme();
    this.hints = saved.hints();
    this.size = size;
    this.reader = new TaggerReader(saved.model(), size.units(), items, team);
    this.softmaxes = new LogSoftmax[team.size()];
    Arrays.setAll(softmaxes, member -> new LogSoftmax(scheme.size()));
  }

  /** What was found in some lines, in their order. */
  List<LineDecoder> tag(List<int[]> lines) {
    List<LineDecoder> decoders = lines.stream().map(scheme::decoder).toList();
    WindowedLines windows = new WindowedLines(lines, vocabulary, hints, size);
    reader.read(
        windows,
        (member, window, at, logits, row) ->
            tagUnit(decoders, windows, member, window, at, logits, row));
    return decoders;
  }

  private boolean tagUnit(
      List<LineDecoder> decoders,
      WindowedLines windows,
      int member,
      int window,
      int at,
      PanelMatrix logits,
      int row) {
    LineWindow part = windows.window(window);
    int place = part.start() + at;
    if (place < part.first() || place >= part.last()) {
      return false;
    }
    softmaxes[member].read(logits, row);
    decoders.get(windows.line(window)).unit(place, logits, row, softmaxes[member]);
    return true;
  }

  /** Tags lines whose tags are known, and says how far off it was. */
  List<MarkedLine> mark(List<TaggedLine> lines) {
    List<int[]> units = lines.stream().map(TaggedLine::units).toList();
    List<LineDecoder> decoders = units.stream().map(scheme::decoder).toList();
    WindowedLines windows = new WindowedLines(units, vocabulary, hints, size);
    double[] nats = new double[windows.size()];
    reader.read(
        windows,
        (member, window, at, logits, row) -> {
          boolean isAnswered = tagUnit(decoders, windows, member, window, at, logits, row);
          TaggedLine line = lines.get(windows.line(window));
          int tag = line.tags()[windows.window(window).start() + at];
          if (isAnswered && tag < scheme.size()) {
            nats[window] -= softmaxes[member].logProbability(tag);
          }
        });
    double[] natsOfLines = new double[lines.size()];
    for (int window = 0; window < nats.length; window++) {
      natsOfLines[windows.line(window)] += nats[window];
    }
    List<MarkedLine> marked = new ArrayList<>(lines.size());
    for (int i = 0; i < natsOfLines.length; i++) {
      Loss loss = new Loss(natsOfLines[i], known(lines.get(i).tags()));
      LineDecoder decoder = decoders.get(i);
      marked.add(new MarkedLine(lines.get(i), decoder.tags(), decoder.probability(), loss));
    }
    return marked;
  }

  private long known(int[] tags) {
    long known = 0;
    for (int tag : tags) {
      known += tag < scheme.size() ? 1 : 0;
    }
    return known;
  }
}
