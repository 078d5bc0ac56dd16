package charwise.engine.task.transducer;

import charwise.engine.layer.BatchShape;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.loss.SoftmaxCrossEntropy;
import charwise.engine.network.DecoderForward;
import charwise.engine.network.StackForward;
import charwise.engine.network.StepwiseDecoder;
import charwise.engine.search.DecoderSearch;
import charwise.engine.search.Output;
import charwise.engine.search.SearchSettings;
import charwise.engine.tensor.PanelMatrix;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads pairs with an encoder and a decoder. */
final class DecoderReader implements PairReader {
  private final Transducer model;
  private final ReaderSettings settings;
  private final BatchShape sources;
  private final StackForward encoder;
  private final int[] ids;
  private final @Nullable DecoderSearch search;
  private final BatchShape targets;
  private final @Nullable DecoderForward forward;
  private final int[] inputs;
  private final int[] outputs;
  private final double[] nats;

  /**
   * Buffers.
   *
   * @param items the most pairs of a batch
   * @param room what the batches' rows fit into
   */
  DecoderReader(Transducer model, ReaderSettings settings, int items, PairRoom room) {
    this.model = model;
    this.settings = settings;
    sources = BatchShape.upTo(room.sourceRows(items), items);
    encoder = new StackForward(model.encoder(), sources, List.of(), false, 1);
    ids = new int[sources.maximumRows()];
    SearchSettings wanted = settings.search();
    search =
        wanted == null
            ? null
            : new DecoderSearch(
                new StepwiseDecoder(
                    model.decoder(), encoder, room.longestSource(), items * wanted.width()),
                model.config().targetVocabularySize(),
                wanted);
    targets = BatchShape.upTo(settings.nats() ? room.targetRows(items) : items, items);
    forward =
        settings.nats()
            ? new DecoderForward(
                model.decoder(), encoder, room.longestSource(), targets, List.of(), false, 1)
            : null;
    inputs = new int[targets.maximumRows()];
    outputs = new int[targets.maximumRows()];
    nats = new double[targets.maximumRows()];
  }

  @Override
  public void read(PairSteps pairs, int[] members, int[] maximumLengths, DecodedPair[] readings) {
    int count = members.length;
    pairs.fillSources(members, sources, ids);
    encoder.run(Share.ofStreams(0, 0, count), ids);
    double[] losses = new double[count];
    if (forward == null) {
      Arrays.fill(losses, Double.NaN);
    } else {
      read(forward, pairs, members, losses);
    }
    List<List<Output>> found = Collections.nCopies(count, List.of());
    if (search != null) {
      int[] limits = Arrays.stream(members).map(pair -> maximumLengths[pair]).toArray();
      found = search.search(limits, settings.constraint(), model.logitScale());
    }
    for (int n = 0; n < count; n++) {
      readings[members[n]] = new DecodedPair(found.get(n), losses[n]);
    }
  }

  private void read(DecoderForward decoder, PairSteps pairs, int[] members, double[] losses) {
    int count = members.length;
    pairs.fillTargets(members, targets, inputs, outputs);
    decoder.run(Share.ofStreams(0, 0, count), inputs);
    scale(decoder.logits(), targets.rows());
    SoftmaxCrossEntropy.forward(decoder.logits(), outputs, 0, targets.rows(), nats);
    for (int n = 0; n < count; n++) {
      losses[n] = pairs.canBeWritten(members[n]) ? 0 : Double.NaN;
      for (int t = 0; t < targets.length(n); t++) {
        losses[n] += nats[t * count + n];
      }
    }
  }

  private void scale(PanelMatrix logits, int rows) {
    float scale = (float) model.logitScale();
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < logits.columns(); k++) {
        logits.values()[logits.index(row, k)] *= scale;
      }
    }
  }
}
