package charwise.engine.task.tagger;

import charwise.engine.data.TaggedItems;
import charwise.engine.loss.Loss;
import charwise.engine.task.Evaluation;
import charwise.engine.task.Score;
import java.util.List;
import java.util.stream.IntStream;

/** How good a tagger is on its validation items. */
final class TaggerEvaluation implements Evaluation {
  /** Units that are read together, about. */
  private static final int SOME = 1 << 17;

  private final LineTagger tagger;
  private final TagScheme scheme;
  private final TaggedItems items;
  private final TaggerMetric best;

  TaggerEvaluation(LineTagger tagger, TagScheme scheme, TaggedItems items, TaggerMetric best) {
    this.tagger = tagger;
    this.scheme = scheme;
    this.items = items;
    this.best = best;
  }

  @Override
  public Score run() {
    if (items.size() == 0) {
      return Score.of(Loss.NONE);
    }
    TagScore score = scheme.newScore();
    Loss loss = Loss.NONE;
    for (int from = 0; from < items.size(); from = behindSome(from)) {
      for (MarkedLine line : mark(from, behindSome(from))) {
        score.add(line.line(), line.guess());
        loss = loss.plus(line.loss());
      }
    }
    return score.score(loss, best);
  }

  private List<MarkedLine> mark(int from, int to) {
    return tagger.mark(IntStream.range(from, to).mapToObj(i -> Floors.line(items, i)).toList());
  }

  private int behindSome(int from) {
    int to = from + 1;
    while (to < items.size() && items.inputs().end(to) - items.inputs().start(from) <= SOME) {
      to++;
    }
    return to;
  }

  @Override
  public double runPart() {
    if (items.size() == 0) {
      return 0;
    }
    int to = behindSome(0);
    mark(0, to);
    return (double) items.inputs().end(to - 1) / items.inputs().total();
  }
}
