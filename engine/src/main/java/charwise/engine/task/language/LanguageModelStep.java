package charwise.engine.task.language;

import charwise.engine.kernel.Panels;
import charwise.engine.kernel.Team;
import charwise.engine.layer.Dropout;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.loss.SoftmaxCrossEntropy;
import charwise.engine.network.StackBackward;
import charwise.engine.network.StackForward;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import charwise.engine.tensor.Products;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The loss and all gradients of a language model on one window of T steps of N streams, by a team.
 * Each member runs its {@link Share} forward and back: some of the streams, without waiting for the
 * others, or where these are few, some of the units. Then all share the weight gradients, each summed
 * over the whole batch in one order. Row {@code t * N + n} is step t of stream n.
 */
public final class LanguageModelStep {
  /**
   * With fewer streams for each member, members share the units instead. Measured on two cores with
   * LSTMs of 256 and 1,024 units: 2.2 times as fast with one stream a member, 1.3 times with two, equal
   * with four.
   */
  private static final int FEW_STREAMS = 4;

  private final LanguageModel model;
  private final int timeSteps;
  private final int batchSize;
  private final Team team;
  private final int[] inputs;
  private final int[] targets;
  private final boolean[] resets;
  private final float[] lossWeights;
  private final double[] nats;
  private final StackForward forward;
  private final StackBackward backward;
  private final List<Dropout> dropouts = new ArrayList<>();
  private final PanelMatrix logits;
  private final PanelMatrix decoderTransposed;
  private final List<GradientTask> gradientTasks = new ArrayList<>();
  private final List<Runnable> transposes = new ArrayList<>();
  private final boolean byUnits;
  private final Share[] shares;
  private final float[][] scratch;

  /**
   * Buffers for steps of one shape.
   *
   * @param dropout the probability of zeroing an element of each layer's output but the last's
   * @param dropoutSeed what dropout masks depend on, besides the step
   */
  public LanguageModelStep(
      LanguageModel model,
      int timeSteps,
      int batchSize,
      double dropout,
      long dropoutSeed,
      Team team) {
    this(
        model, timeSteps, batchSize, dropout, dropoutSeed, team,
        sharesUnits(
            batchSize,
            model.config().hiddenSize(),
            team.size(),
            Runtime.getRuntime().availableProcessors()));
  }

  LanguageModelStep(
      LanguageModel model,
      int timeSteps,
      int batchSize,
      double dropout,
      long dropoutSeed,
      Team team,
      boolean byUnits) {
    this.model = model;
    this.timeSteps = timeSteps;
    this.batchSize = batchSize;
    this.team = team;
    this.byUnits = byUnits;
    int rows = Math.multiplyExact(timeSteps, batchSize);
    inputs = new int[rows];
    targets = new int[rows];
    resets = new boolean[rows];
    lossWeights = new float[rows];
    Arrays.fill(lossWeights, 1f);
    nats = new double[rows];
    int layers = model.config().layerCount();
    for (int l = 0; dropout > 0 && l < layers - 1; l++) {
      dropouts.add(new Dropout(dropout, dropoutSeed + l));
    }
    forward =
        new StackForward(model.stack(), timeSteps, batchSize, dropouts, true, team.size());
    backward = new StackBackward(forward, team.size());
    logits = PanelMatrix.zerosApart(rows, model.config().vocabularySize());
    decoderTransposed = model.decoder().newTransposed();
    model.decoder().addGradientTasks(gradientTasks, forward.output(), logits);
    backward.addGradientTasks(gradientTasks, inputs);
    transposes.addAll(backward.transposes());
    for (int panel = 0; panel < model.decoder().panels(); panel++) {
      int number = panel;
      transposes.add(() -> model.decoder().transposePanel(number, decoderTransposed));
    }
    scratch = new float[team.size()][Products.scratchSize()];
    shares = new Share[team.size()];
    Arrays.setAll(
        shares,
        member ->
            byUnits
                ? Share.ofUnits(team, member, batchSize)
                : Share.ofStreams(
                    member,
                    batchSize * member / team.size(),
                    batchSize * (member + 1) / team.size()));
    team.run(member -> refresh());
  }

  /**
   * Whether members share units: few streams, a panel of units for each member, and a core, since
   * they wait for each other at every step.
   */
  static boolean sharesUnits(int streams, int hiddenSize, int threads, int cores) {
    return threads > 1
        && threads <= cores
        && streams < FEW_STREAMS * threads
        && hiddenSize >= threads * Panels.WIDTH;
  }

  /** The ids of the window's units, T·N, to be filled before {@link #backpropagate}. */
  public int[] inputs() {
    return inputs;
  }

  /** The ids of the units that follow, T·N, to be filled likewise. */
  public int[] targets() {
    return targets;
  }

  /** Whether a stream starts afresh before a unit, T·N, to be filled likewise. */
  public boolean[] resets() {
    return resets;
  }

  /**
   * What the loss of each position counts in the gradients, T·N; 1 unless set otherwise. Their mean
   * should be 1, so that gradients stay those of a mean.
   */
  public float[] lossWeights() {
    return lossWeights;
  }

  /** The loss of each position in nats, after {@link #backpropagate}. */
  public double[] nats() {
    return nats;
  }

  /** The states before the window, each N rows, to be saved and restored with a run. */
  public List<Matrix> initialState() {
    return forward.initialState();
  }

  /** The gradients of the states before the window, after {@link #backpropagate}. */
  public List<Matrix> dInitialState() {
    return backward.dInitialState();
  }

  /** The next window goes on from the state after this one. */
  public void carry() {
    forward.carry(timeSteps);
  }

  /** Moves dropout to the masks of a step. */
  public void atStep(long step) {
    for (int i = 0; i < dropouts.size(); i++) {
      dropouts.get(i).atStep(step);
    }
  }

  /**
   * A member's share of forward and backward and then of the gradients of the mean loss, all in the
   * model's {@link LanguageModel#parameters}. Waits once for the team; a barrier must follow.
   */
  public void backpropagate(int member) {
    if (byUnits) {
      backpropagateUnits(member);
    } else {
      backpropagateStreams(member);
    }
    team.barrier();
    for (int i = team.nextTask(); i < gradientTasks.size(); i = team.nextTask()) {
      gradientTasks.get(i).run(scratch[member]);
    }
  }

  private void backpropagateStreams(int member) {
    Share share = shares[member];
    if (share.rows() > 0) {
      forward.run(shares[member], inputs, resets, timeSteps);
      for (int t = 0; t < timeSteps; t++) {
        readOut(t * batchSize + share.from(), share.rows(), scratch[member]);
      }
      backward.run(shares[member], resets);
    }
  }

  private void backpropagateUnits(int member) {
    forward.run(shares[member], inputs, resets, timeSteps);
    for (int t = team.nextTask(); t < timeSteps; t = team.nextTask()) {
      readOut(t * batchSize, batchSize, scratch[member]);
    }
    team.barrier();
    backward.run(shares[member], resets);
  }

  private void readOut(int row, int rows, float[] free) {
    float scale = 1f / (timeSteps * batchSize);
    model.decoder().forward(forward.output(), logits, row, rows);
    for (int r = row; r < row + rows; r++) {
      SoftmaxCrossEntropy.backward(logits, targets, r, 1, nats, scale * lossWeights[r]);
    }
    model.decoder().backward(logits, decoderTransposed, backward.dOutput(), row, rows, free);
  }

  /** A member's share of what must follow a change of weights. A barrier must follow. */
  public void refresh() {
    for (int i = team.nextTask(); i < transposes.size(); i = team.nextTask()) {
      transposes.get(i).run();
    }
  }
}
