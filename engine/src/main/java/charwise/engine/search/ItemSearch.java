package charwise.engine.search;

import charwise.engine.loss.LogSoftmax;
import charwise.engine.network.StepwiseDecoder;
import charwise.engine.tensor.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far the search for one item has come. Nothing here knows of other items. */
final class ItemSearch {
  private final SearchSettings settings;
  private final @Nullable Constraint constraint;
  private final int vocabularySize;
  private final int maximumLength;
  private final List<Output> ended = new ArrayList<>();
  private final List<Output> cut = new ArrayList<>();
  private List<Beginning> beam;
  private @Nullable Output greedy;

  /** Nothing has been written yet. */
  ItemSearch(
      SearchSettings settings,
      @Nullable Constraint constraint,
      int vocabularySize,
      int maximumLength,
      int row) {
    this.settings = settings;
    this.constraint = constraint;
    this.vocabularySize = vocabularySize;
    this.maximumLength = maximumLength;
    beam = List.of(Beginning.empty(constraint == null ? 0 : constraint.start(), row));
  }

  /** The beginnings that go on, the most probable first; none when the search has ended. */
  List<Beginning> beam() {
    return beam;
  }

  /** Says in which rows the beam has been put. */
  void inRows(List<Beginning> placed) {
    beam = placed;
  }

  /**
   * Goes on by one unit. Of all continuations the most probable are kept, as many as the beam is
   * wide; one by the end is an output. So that ends leave no gaps, more are considered. The greedy
   * beginning stays in the beam, as its last if there are better ones.
   */
  void step(StepwiseDecoder decoder, LogSoftmax softmax) {
    int width = settings.width();
    BestContinuations best = new BestContinuations(2 * width);
    BestContinuations greedyBest = new BestContinuations(1);
    for (int i = 0; i < beam.size(); i++) {
      softmax.read(decoder.logits(), beam.get(i).row);
      offerContinuations(i, softmax, best, greedyBest);
    }
    List<Beginning> next = new ArrayList<>(width);
    boolean greedyKept = greedyBest.size() == 0;
    for (int place = 0; place < best.size(); place++) {
      boolean isGreedy =
          greedyBest.size() > 0
              && best.parent(place) == greedyBest.parent(0)
              && best.id(place) == greedyBest.id(0);
      boolean isEnd = best.id(place) == Beginning.MARK;
      if (isEnd ? place < width : next.size() < width) {
        keep(best, place, isGreedy, decoder, next);
        greedyKept |= isGreedy;
      }
    }
    if (!greedyKept) {
      if (greedyBest.id(0) != Beginning.MARK && next.size() == width) {
        next.removeLast();
      }
      keep(greedyBest, 0, true, decoder, next);
    }
    cutAtLimit(next);
    beam = isDecided(next) ? List.of() : next;
  }

  private void offerContinuations(
      int place, LogSoftmax softmax, BestContinuations best, BestContinuations greedyBest) {
    Beginning beginning = beam.get(place);
    for (int id = 0; id < vocabularySize; id++) {
      double nats = -(beginning.logProbability + softmax.logProbability(id));
      boolean takes = best.takes(nats);
      boolean greedyTakes = beginning.greedy && greedyBest.takes(nats);
      if ((takes || greedyTakes) && allows(beginning, id)) {
        best.offer(place, id, nats);
        if (greedyTakes) {
          greedyBest.offer(place, id, nats);
        }
      }
    }
  }

  /** Makes a continuation an output or one of the next beginnings. */
  private void keep(
      BestContinuations continuations,
      int place,
      boolean isGreedy,
      StepwiseDecoder decoder,
      List<Beginning> next) {
    Beginning beginning = beam.get(continuations.parent(place));
    int id = continuations.id(place);
    double total = -continuations.nats(place);
    float @Nullable [] weights = weights(decoder, beginning.row);
    if (id == Beginning.MARK) {
      Output output = beginning.output(total, true, weights);
      ended.add(output);
      greedy = isGreedy ? output : greedy;
    } else {
      next.add(beginning.with(id, total, stateAfter(beginning, id), isGreedy, weights));
    }
  }

  private boolean allows(Beginning beginning, int id) {
    if (constraint == null) {
      return true;
    }
    return id == Beginning.MARK
        ? constraint.isComplete(beginning.state)
        : beginning.length < maximumLength && stateAfter(beginning, id) >= 0;
  }

  private int stateAfter(Beginning beginning, int id) {
    return constraint == null
        ? 0
        : constraint.next(beginning.state, id, maximumLength - beginning.length - 1);
  }

  private float @Nullable [] weights(StepwiseDecoder decoder, int row) {
    Matrix weights = decoder.weights();
    if (!settings.weights() || weights == null) {
      return null;
    }
    int start = weights.row(row);
    return Arrays.copyOfRange(
        weights.values(), start, start + decoder.sourceLength(decoder.item(row)));
  }

  /** What is longer than an output may be is cut there. */
  private void cutAtLimit(List<Beginning> next) {
    for (int i = next.size() - 1; i >= 0; i--) {
      Beginning beginning = next.get(i);
      if (beginning.length > maximumLength && beginning.parent != null) {
        cut.add(beginning.parent.output(beginning.parent.logProbability, false, null));
        next.remove(i);
      }
    }
  }

  /** Whether nothing that is still to come would be among the outputs returned. */
  private boolean isDecided(List<Beginning> next) {
    if (next.isEmpty()) {
      return true;
    }
    int wanted = Math.min(settings.count(), settings.width());
    if (ended.size() < wanted) {
      return false;
    }
    ended.sort(Comparator.comparingDouble(this::score).reversed());
    for (Beginning beginning : next) {
      if (beginning.greedy && beginning.logProbability > ended.getFirst().logProbability()) {
        return false;
      }
    }
    return ended.size() >= settings.width()
        || score(ended.get(wanted - 1))
            >= settings.score(next.getFirst().logProbability, maximumLength);
  }

  private double score(Output output) {
    return settings.score(output.logProbability(), output.length());
  }

  /**
   * The outputs, the best first: by their score, but none before the greedy one that is less
   * probable as a whole; then those cut at the limit.
   */
  List<Output> outputs() {
    List<Output> outputs = new ArrayList<>(ended);
    outputs.sort(Comparator.comparingDouble(this::score).reversed());
    Output first = greedy;
    if (first != null) {
      int place = 0;
      outputs.remove(first);
      while (place < outputs.size()
          && score(outputs.get(place)) > score(first)
          && outputs.get(place).logProbability() >= first.logProbability()) {
        place++;
      }
      outputs.add(place, first);
    }
    cut.sort(Comparator.comparingDouble(this::score).reversed());
    for (Output output : cut) {
      if (outputs.stream().noneMatch(other -> Arrays.equals(other.ids(), output.ids()))) {
        outputs.add(output);
      }
    }
    return List.copyOf(outputs.subList(0, Math.min(settings.count(), outputs.size())));
  }
}
