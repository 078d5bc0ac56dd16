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
      SearchSettings settings, @Nullable Constraint constraint, int vocabularySize,
      int maximumLength, int row) {
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
    BestContinuations best = new BestContinuations(2 * settings.width());
    int greedyParent = -1;
    int greedyId = -1;
    double greedyNats = 0;
    for (int i = 0; i < beam.size(); i++) {
      Beginning beginning = beam.get(i);
      softmax.read(decoder.logits(), beginning.row);
      int mostProbable = -1;
      for (int id = 0; id < vocabularySize; id++) {
        double nats = -(beginning.logProbability + softmax.logProbability(id));
        boolean better =
            beginning.greedy
                && (mostProbable < 0
                    || softmax.logProbability(id) > softmax.logProbability(mostProbable));
        if ((better || best.takes(nats)) && allows(beginning, id)) {
          best.offer(i, id, nats);
          mostProbable = better ? id : mostProbable;
        }
      }
      if (beginning.greedy && mostProbable >= 0) {
        greedyParent = i;
        greedyId = mostProbable;
        greedyNats = -(beginning.logProbability + softmax.logProbability(mostProbable));
      }
    }
    List<Beginning> next = new ArrayList<>(settings.width());
    boolean followed = greedyParent < 0;
    for (int i = 0; i < best.size(); i++) {
      boolean isGreedy = best.parent(i) == greedyParent && best.id(i) == greedyId;
      if (best.id(i) == Beginning.MARK) {
        if (i < settings.width() || isGreedy) {
          end(beam.get(best.parent(i)), best.nats(i), isGreedy, decoder);
          followed |= isGreedy;
        }
      } else if (next.size() < settings.width()) {
        next.add(continued(best.parent(i), best.id(i), best.nats(i), isGreedy, decoder));
        followed |= isGreedy;
      }
    }
    if (!followed && greedyId == Beginning.MARK) {
      end(beam.get(greedyParent), greedyNats, true, decoder);
    } else if (!followed) {
      if (next.size() == settings.width()) {
        next.removeLast();
      }
      next.add(continued(greedyParent, greedyId, greedyNats, true, decoder));
    }
    cutAtLimit(next);
    beam = isDecided(next) ? List.of() : next;
  }

  private boolean allows(Beginning beginning, int id) {
    if (constraint == null) {
      return true;
    }
    return id == Beginning.MARK
        ? constraint.isComplete(beginning.state)
        : left(beginning) > 0
            && constraint.next(beginning.state, id, left(beginning) - 1) >= 0;
  }

  private int left(Beginning beginning) {
    return maximumLength - beginning.length;
  }

  private Beginning continued(int parent, int id, double nats, boolean isGreedy, StepwiseDecoder decoder) {
    Beginning beginning = beam.get(parent);
    int state =
        constraint == null
            ? 0
            : constraint.next(beginning.state, id, Math.max(0, left(beginning) - 1));
    return beginning.with(id, -nats, state, isGreedy, weights(decoder, beginning.row));
  }

  private void end(Beginning beginning, double nats, boolean isGreedy, StepwiseDecoder decoder) {
    Output output = beginning.output(-nats, true, weights(decoder, beginning.row));
    ended.add(output);
    greedy = isGreedy ? output : greedy;
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
      if (beginning.greedy
          && beginning.logProbability > ended.getFirst().logProbability()) {
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
   * The outputs, the best first: by their score, but none before the greedy one that is less probable
   * as a whole; then those cut at the limit.
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
