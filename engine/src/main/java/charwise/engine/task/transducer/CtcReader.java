package charwise.engine.task.transducer;

import charwise.engine.layer.BatchShape;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.loss.Ctc;
import charwise.engine.network.StackForward;
import charwise.engine.search.CtcSearch;
import charwise.engine.search.Output;
import charwise.engine.search.SearchSettings;
import charwise.engine.tensor.PanelMatrix;
import java.util.Arrays;
import java.util.List;

/** Reads pairs with an encoder whose steps write. */
final class CtcReader implements PairReader {
  private final Transducer model;
  private final ReaderSettings settings;
  private final BatchShape shape;
  private final StackForward encoder;
  private final int[] ids;
  private final PanelMatrix logits;
  private final CtcSearch search;
  private final Ctc ctc;

  /**
   * Buffers.
   *
   * @param items the most pairs of a batch
   * @param room what the batches' rows fit into
   */
  CtcReader(Transducer model, ReaderSettings settings, int items, PairRoom room) {
    this.model = model;
    this.settings = settings;
    int units = model.config().targetVocabularySize();
    shape = BatchShape.upTo(room.sourceRows(items), items);
    encoder = new StackForward(model.encoder(), shape, List.of(), false, 1);
    ids = new int[shape.maximumRows()];
    logits = PanelMatrix.zerosByRow(shape.maximumRows(), units);
    search = new CtcSearch(units);
    ctc = new Ctc(units, 0, 0);
  }

  @Override
  public void read(PairSteps pairs, int[] members, int[] maximumLengths, DecodedPair[] readings) {
    int count = members.length;
    pairs.fillSources(members, shape, ids);
    encoder.run(Share.ofStreams(0, 0, count), ids);
    model.output().forward(encoder.output(), logits, 0, shape.rows());
    for (int n = 0; n < count; n++) {
      readings[members[n]] = new DecodedPair(outputs(n), nats(pairs, members[n], n));
    }
  }

  private List<Output> outputs(int n) {
    SearchSettings wanted = settings.search();
    int step = shape.batchSize();
    int steps = shape.length(n);
    if (wanted == null) {
      return List.of();
    }
    return wanted.width() == 1 && settings.constraint() == null
        ? List.of(search.greedy(logits, n, step, steps))
        : search.best(
            logits, n, step, steps, wanted.width(), wanted.count(), settings.constraint());
  }

  private double nats(PairSteps pairs, int pair, int n) {
    if (!settings.nats() || !pairs.canBeWritten(pair)) {
      return Double.NaN;
    }
    int[] target = new int[pairs.targetSteps(pair) - 1];
    Arrays.setAll(target, i -> pairs.targetUnit(pair, i));
    ctc.reserve(shape.length(n), target.length);
    return ctc.forward(logits, n, shape.batchSize(), shape.length(n), target, 0, target.length);
  }
}
