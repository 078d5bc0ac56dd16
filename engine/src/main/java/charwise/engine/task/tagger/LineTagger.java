package charwise.engine.task.tagger;

import charwise.engine.data.TaggedItems;
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
  private final Vocabulary vocabulary;
  private final TagScheme scheme;
  private final WindowSize size;
  private final TaggerReader reader;
  private final LogSoftmax[] softmaxes;

  /**
   * A tagger whose work a team shares.
   *
   * @param vocabulary of the model
   */
  LineTagger(
      Tagger model, Vocabulary vocabulary, TagScheme scheme, WindowSize size, Team team) {
    this.vocabulary = vocabulary;
    this.scheme = scheme;
    this.size = size;
    this.reader = new TaggerReader(model, size.units(), team);
    this.softmaxes = new LogSoftmax[team.size()];
    Arrays.setAll(softmaxes, member -> new LogSoftmax(scheme.size()));
  }

  /** What was found in some lines, in their order. */
  List<LineDecoder> tag(List<int[]> lines) {
    List<LineDecoder> decoders = lines.stream().map(scheme::decoder).toList();
    WindowedLines windows = new WindowedLines(lines.size(), lines::get, vocabulary, size);
    reader.read(
        windows.sequences(),
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

  /**
   * Counts how right the tags of some items are.
   *
   * @param score receives them
   * @return the loss over all units that have a tag
   */
  Loss measure(TaggedItems items, int from, int to, TagScore score) {
    List<int[]> lines = new ArrayList<>(to - from);
    List<int[]> tags = new ArrayList<>(to - from);
    long count = 0;
    for (int i = from; i < to; i++) {
      lines.add(items.units(i));
      tags.add(items.tags(i));
      count += Arrays.stream(tags.getLast()).filter(tag -> tag != TaggedItems.NO_TAG).count();
    }
    List<LineDecoder> decoders = lines.stream().map(scheme::decoder).toList();
    WindowedLines windows = new WindowedLines(lines.size(), lines::get, vocabulary, size);
    double[] nats = new double[windows.size()];
    reader.read(
        windows.sequences(),
        (member, window, at, logits, row) -> {
          boolean isAnswered = tagUnit(decoders, windows, member, window, at, logits, row);
          int tag = tags.get(windows.line(window))[windows.window(window).start() + at];
          if (isAnswered && tag != TaggedItems.NO_TAG) {
            nats[window] -= softmaxes[member].logProbability(tag);
          }
        });
    for (int i = 0; i < lines.size(); i++) {
      score.add(lines.get(i), tags.get(i), decoders.get(i).tags());
    }
    return new Loss(Arrays.stream(nats).sum(), count);
  }
}
