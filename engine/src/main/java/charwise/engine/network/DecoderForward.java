package charwise.engine.network;

import charwise.engine.layer.BatchShape;
import charwise.engine.layer.Dropout;
import charwise.engine.layer.attention.Attention;
import charwise.engine.layer.attention.AttentionForward;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The forward pass of a {@link Decoder} over T steps of N streams, each of which writes the answer
 * to an item that an encoder has read. Members may run it at once, each its own streams, {@link
 * Share#ofStreams}; they never wait for one another.
 */
public final class DecoderForward {
  final Decoder decoder;
  final StackForward encoder;
  final BatchShape targets;
  final StackForward stack;
  final Bridge bridge;
  final @Nullable AttentionForward attention;

  /** [s ; c] of each row, which the output reads. */
  final Matrix features;

  /** The columns of s among the features. */
  final Matrix states;

  /** The columns of c; no rows without attention. */
  final Matrix contexts;

  /** The states before the first step that the bridge makes. */
  private final List<Matrix> bridged = new ArrayList<>();

  /** Those that are zero. */
  private final List<Matrix> cleared = new ArrayList<>();

  private final PanelMatrix logits;
  private final int[] items;
  private final int[] asking;

  /**
   * Buffers.
   *
   * @param encoder what reads the sources
   * @param longestSource the most steps that a source has
   * @param targets the steps of each stream; as many streams as items when training
   * @param dropouts one for the output of each layer, or of each but the last; empty for none
   * @param training whether a backward pass will follow
   * @param threads the number of members
   */
  public DecoderForward(
      Decoder decoder,
      StackForward encoder,
      int longestSource,
      BatchShape targets,
      List<Dropout> dropouts,
      boolean training,
      int threads) {
    this.decoder = decoder;
    this.encoder = encoder;
    this.targets = targets;
    stack = new StackForward(decoder.stack(), targets, dropouts, training, threads);
    bridge = new Bridge(decoder.bridge(), encoder, decoder.encoded(), threads);
    int rows = targets.maximumRows();
    features = Matrix.zeros(rows, decoder.outputInput().width());
    int stateWidth = stack.output().columns();
    states = features.columns(0, stateWidth);
    Attention kind = decoder.attention();
    if (kind == null) {
      attention = null;
      contexts = StackForward.NO_COLUMNS;
    } else {
      int width = decoder.encoded().width();
      contexts = features.columns(stateWidth, width);
      attention = new AttentionForward(kind, encoder.shape(), longestSource, width, rows, threads);
    }
    logits =
        training
            ? PanelMatrix.zerosApart(rows, decoder.vocabularySize())
            : PanelMatrix.zerosByRow(rows, decoder.vocabularySize());
    for (int l = 0; l < stack.layers().size(); l++) {
      List<Matrix> state = stack.layers().get(l).initialState();
      bridged.add(state.getFirst());
      if (state.size() > 1) {
        boolean alone = decoder.stack().layers().get(l).carriesMemoryAlone();
        (alone ? bridged : cleared).add(state.getLast());
      }
    }
    items = new int[targets.maximumBatchSize()];
    asking = new int[items.length];
  }

  /** After {@link #run}: the logits of the unit that each row's step writes. */
  public PanelMatrix logits() {
    return logits;
  }

  /**
   * After {@link #run}: how much each row attends to each step of its item's source, up to the
   * item's length; null without attention.
   */
  public @Nullable Matrix weights() {
    return attention == null ? null : attention.weights();
  }

  /** Reads what the encoder has made of the items from {@code from} to {@code to}, not included. */
  public void read(int member, int from, int to) {
    bridge.forward(member, from, to);
    if (attention != null) {
      attention.read(encoder.output(), from, to);
    }
  }

  /** Has a stream begin the answer to an item. */
  public void begin(int stream, int item) {
    items[stream] = item;
    for (Matrix state : bridged) {
      bridge.copy(item, state, stream);
    }
    for (Matrix state : cleared) {
      int start = state.row(stream);
      Arrays.fill(state.values(), start, start + state.columns(), 0f);
    }
  }

  /** The item that a stream answers. */
  int item(int stream) {
    return items[stream];
  }

  /**
   * Has a stream go on with the answer to an item that another has begun: the states are not
   * changed.
   */
  void setItem(int stream, int item) {
    items[stream] = item;
  }

  /**
   * Has a share's streams begin the answers to the items of the same numbers, and runs all steps.
   *
   * @param ids the unit that each row's step reads: the one before the one that it writes
   */
  public void run(Share share, int[] ids) {
    read(share.member(), share.from(), share.from() + share.rows());
    for (int n = share.from(); n < share.from() + share.rows(); n++) {
      begin(n, n);
    }
    runFromHere(share, ids);
  }

  /** Runs all steps of a share's streams from the states before them. */
  void runFromHere(Share share, int[] ids) {
    int steps = targets.timeSteps();
    if (decoder.attention() != null && decoder.attention().isBeforeStep()) {
      Matrix before = stack.layers().getLast().hidden();
      for (int t = 0; t < steps; t++) {
        attend(share, before, t);
        stack.run(share, ids, contexts, StackForward.NO_RESETS, t, t + 1);
        copyStates(share, t);
      }
    } else {
      stack.run(share, ids, StackForward.NO_COLUMNS, StackForward.NO_RESETS, 0, steps);
      for (int t = 0; t < steps; t++) {
        copyStates(share, t);
        attend(share, states, t);
      }
    }
    for (int t = 0; t < steps; t++) {
      decoder.output().forward(features, logits, firstRow(share, t), share.rows());
    }
  }

  int firstRow(Share share, int t) {
    return t * targets.batchSize() + share.from();
  }

  private void attend(Share share, Matrix queried, int t) {
    if (attention != null) {
      attention.run(
          share.member(),
          queried,
          contexts,
          firstRow(share, t),
          askingAt(share, t),
          share.from(),
          share.rows());
    }
  }

  /** The item of each stream that is not yet at its end, −1 for the others. */
  int[] askingAt(Share share, int t) {
    for (int n = share.from(); n < share.from() + share.rows(); n++) {
      asking[n] = t < targets.length(n) ? items[n] : -1;
    }
    return asking;
  }

  private void copyStates(Share share, int t) {
    Matrix output = stack.output();
    int row = firstRow(share, t);
    for (int r = row; r < row + share.rows(); r++) {
      System.arraycopy(
          output.values(), output.row(r), states.values(), states.row(r), output.columns());
    }
  }
}
