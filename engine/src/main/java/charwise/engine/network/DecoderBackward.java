package charwise.engine.network;

import static charwise.engine.kernel.Kernels.STRIPS;

import charwise.engine.kernel.Strip;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.Linear;
import charwise.engine.layer.PanelTask;
import charwise.engine.layer.attention.Attention;
import charwise.engine.layer.attention.AttentionBackward;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The backward pass of a {@link DecoderForward}, down to the gradients of the encoder's outputs and
 * final states, which it leaves with the encoder's backward pass.
 */
public final class DecoderBackward {
  private final DecoderForward forward;
  private final Decoder decoder;
  private final StackBackward encoder;
  private final StackBackward stack;
  private final @Nullable AttentionBackward attention;
  private final PanelMatrix outputTransposed;
  private final PanelMatrix bridgeTransposed;
  private final List<PanelTask> transposes = new ArrayList<>();
  private final Matrix dFeatures;
  private final Matrix dContexts;
  private final Matrix dBridgeInput;

  /** The gradients of the states that the bridge has made. */
  private final List<Matrix> dBridged = new ArrayList<>();

  /** The gradient of the last layer's h before the step that has been run back last. */
  private final Matrix dLastHidden;

  private final List<Matrix> dFinalHidden;
  private final Strip[] strips;
  private final Strip[] strips2;

  /**
   * Buffers.
   *
   * @param encoder the backward pass of the encoder, to be run afterwards
   */
  public DecoderBackward(DecoderForward forward, StackBackward encoder, int threads) {
    this.forward = forward;
    this.encoder = encoder;
    decoder = forward.decoder;
    stack = new StackBackward(forward.stack, threads);
    attention =
        forward.attention == null ? null : new AttentionBackward(forward.attention, threads);
    dFeatures = Matrix.zeros(forward.features.rows(), forward.features.columns());
    int stateWidth = forward.states.columns();
    dContexts =
        attention == null
            ? StackForward.NO_COLUMNS
            : dFeatures.columns(stateWidth, forward.contexts.columns());
    dBridgeInput = Matrix.zeros(forward.bridge.input.rows(), forward.bridge.input.columns());
    for (int l = 0; l < stack.layers().size(); l++) {
      List<Matrix> dState = stack.layers().get(l).dInitialState();
      dBridged.add(dState.getFirst());
      if (decoder.stack().layers().get(l).carriesMemoryAlone()) {
        dBridged.add(dState.getLast());
      }
    }
    dLastHidden = stack.layers().getLast().dInitialState().getFirst();
    dFinalHidden =
        encoder.lastLayer().stream().map(layer -> layer.dFinalState().getFirst()).toList();
    transposes.addAll(stack.transposes());
    if (attention != null) {
      transposes.addAll(attention.transposes());
    }
    outputTransposed = transposed(decoder.output());
    bridgeTransposed = transposed(decoder.bridge());
    strips = new Strip[threads];
    strips2 = new Strip[threads];
    Arrays.setAll(strips, member -> new Strip());
    Arrays.setAll(strips2, member -> new Strip());
  }

  private PanelMatrix transposed(Linear linear) {
    PanelMatrix transposed = linear.newTransposed();
    transposes.addAll(linear.transposes(transposed));
    return transposed;
  }

  /**
   * Pieces of work, in any order and on any thread, that bring the transposed weights up to date.
   */
  public List<PanelTask> transposes() {
    return transposes;
  }

  /**
   * Adds the tasks of all weight gradients.
   *
   * @param ids as in {@link DecoderForward#run}
   */
  public void addGradientTasks(List<GradientTask> tasks, int[] ids) {
    decoder
        .output()
        .addGradientTasks(tasks, forward.features, forward.logits(), forward.targets::rows);
    stack.addGradientTasks(tasks, ids, forward.contexts);
    if (attention != null) {
      Matrix queried = readsContext() ? forward.stack.layers().getLast().hidden() : forward.states;
      attention.addGradientTasks(tasks, queried, forward.targets::rows);
    }
    forward.bridge.linear.addGradientTasks(
        tasks, forward.bridge.input, forward.bridge.output, forward.encoder.shape()::batchSize);
  }

  private boolean readsContext() {
    Attention kind = decoder.attention();
    return kind != null && kind.isBeforeStep();
  }

  /**
   * Runs a share back. The logits must have become their gradients before, zero in the rows behind
   * a stream's end.
   */
  public void run(Share share, float[] free) {
    int steps = forward.targets.timeSteps();
    int from = share.from();
    int to = from + share.rows();
    for (int t = 0; t < steps; t++) {
      decoder
          .output()
          .backward(
              forward.logits(),
              outputTransposed,
              dFeatures,
              forward.firstRow(share, t),
              share.rows(),
              free);
      copyStates(share, t);
    }
    if (attention != null) {
      attention.begin(from, to);
    }
    if (readsContext()) {
      for (int t = steps - 1; t >= 0; t--) {
        stack.run(share, StackForward.NO_RESETS, t, t + 1);
        addInputs(share, t);
        attend(share, t, dLastHidden, from, free);
      }
    } else {
      for (int t = steps - 1; t >= 0; t--) {
        attend(share, t, stack.dOutput(), forward.firstRow(share, t), free);
      }
      stack.run(share, StackForward.NO_RESETS, 0, steps);
    }
    if (attention == null) {
      clearEncoderOutputs(share);
    } else {
      attention.finish(encoder.dOutput(), from, to, free);
    }
    runBridge(share, free);
  }

  private void copyStates(Share share, int t) {
    Matrix dOutput = stack.dOutput();
    int row = forward.firstRow(share, t);
    for (int r = row; r < row + share.rows(); r++) {
      System.arraycopy(
          dFeatures.values(),
          dFeatures.row(r),
          dOutput.values(),
          dOutput.row(r),
          dOutput.columns());
    }
  }

  /** The contexts have been read by the decoder's first layer as well as by the output. */
  private void addInputs(Share share, int t) {
    Matrix dInput = stack.dInput();
    int row = forward.firstRow(share, t);
    for (int r = row; r < row + share.rows(); r++) {
      STRIPS.add(
          strips[share.member()].at(dContexts.values(), dContexts.row(r), Strip.WIDTH),
          strips2[share.member()].at(dInput.values(), dInput.row(r), Strip.WIDTH),
          dInput.columns() / Strip.WIDTH);
    }
  }

  private void attend(Share share, int t, Matrix dStates, int stateRow, float[] free) {
    if (attention != null) {
      attention.run(
          share.member(),
          dContexts,
          forward.firstRow(share, t),
          forward.askingAt(share, t),
          share.from(),
          share.rows(),
          dStates,
          stateRow,
          free);
    }
  }

  private void clearEncoderOutputs(Share share) {
    Matrix dOutput = encoder.dOutput();
    int streams = forward.encoder.shape().batchSize();
    for (int t = 0; t < forward.encoder.shape().timeSteps(); t++) {
      int row = t * streams + share.from();
      Arrays.fill(dOutput.values(), dOutput.row(row), dOutput.row(row + share.rows()), 0f);
    }
  }

  /** What the first states have got, back to the encoder's final ones. */
  private void runBridge(Share share, float[] free) {
    PanelMatrix bridge = forward.bridge.output;
    int from = share.from();
    int rows = share.rows();
    Strip first = strips[share.member()];
    Strip sum = strips2[share.member()];
    for (int unit = 0; unit < bridge.columns(); unit += Strip.WIDTH) {
      Matrix total = dBridged.getFirst();
      sum.at(total.values(), total.row(from) + unit, total.rowStride());
      for (int i = 1; i < dBridged.size(); i++) {
        Matrix dState = dBridged.get(i);
        STRIPS.add(
            sum, first.at(dState.values(), dState.row(from) + unit, dState.rowStride()), rows);
      }
      first.at(bridge.values(), bridge.index(from, unit), bridge.rowStride());
      STRIPS.tanhGradient(first, sum, first, rows);
    }
    decoder.bridge().backward(bridge, bridgeTransposed, dBridgeInput, from, rows, free);
    int width = dBridgeInput.columns() / dFinalHidden.size();
    for (int d = 0; d < dFinalHidden.size(); d++) {
      Matrix target = dFinalHidden.get(d);
      for (int item = from; item < from + rows; item++) {
        System.arraycopy(
            dBridgeInput.values(),
            dBridgeInput.row(item) + d * width,
            target.values(),
            target.row(item),
            width);
      }
    }
  }
}
