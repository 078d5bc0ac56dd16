package charwise.engine.task.language;

import charwise.engine.data.Windows;
import charwise.engine.kernel.Panels;
import charwise.engine.kernel.Strip;
import charwise.engine.kernel.Team;
import charwise.engine.layer.Dropout;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.PanelTask;
import charwise.engine.layer.WeightNoise;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.loss.Loss;
import charwise.engine.loss.SoftmaxCrossEntropy;
import charwise.engine.network.NetworkBackward;
import charwise.engine.network.NetworkForward;
import charwise.engine.task.GradientStep;
import charwise.engine.task.Pass;
import charwise.engine.task.Phase;
import charwise.engine.task.SharedPass;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The loss and all gradients of a language model on windows of T steps of N streams. Each member of
 * the team runs some of the streams, without waiting for the others, or where these are few, some
 * of the units. Row {@code t * N + n} is step t of stream n; the ids of conditions stand behind
 * those of all rows.
 */
public final class LanguageModelStep implements GradientStep {
  /**
   * With fewer streams for each member, members share the units instead. Measured on two cores with
   * LSTMs of 256 and 1,024 units: 2.2 times as fast with one stream a member, 1.3 times with two,
   * equal with four.
   */
  private static final int FEW_STREAMS = 4;

  private final LanguageModel model;
  private final Windows windows;
  private final int timeSteps;
  private final int batchSize;
  private final Team team;
  private final int[] inputs;
  private final int[] targets;
  private final boolean[] resets;
  private final float[] lossWeights;
  private final double[] nats;
  private final NetworkForward forward;
  private final NetworkBackward backward;
  private final List<Dropout> dropouts = new ArrayList<>();
  private final Dropout outputDropout;
  private final Strip[] strips;
  private final @Nullable WeightNoise noise;
  private final PanelMatrix logits;
  private final boolean byUnits;
  private final SharedPass shared;

  /**
   * Buffers for steps of one shape.
   *
   * @param windows what the steps read, of that shape
   * @param seed what dropout masks and noise depend on, besides the step
   */
  public LanguageModelStep(
      LanguageModel model,
      Windows windows,
      int timeSteps,
      int batchSize,
      Regularization regularization,
      long seed,
      Team team) {
    this(
        model,
        windows,
        timeSteps,
        batchSize,
        regularization,
        seed,
        team,
        model.network().sharesUnits()
            && sharesUnits(
                batchSize,
                model.config().hiddenSize(),
                team.size(),
                Runtime.getRuntime().availableProcessors()));
  }

  LanguageModelStep(
      LanguageModel model,
      Windows windows,
      int timeSteps,
      int batchSize,
      Regularization regularization,
      long seed,
      Team team,
      boolean byUnits) {
    this.model = model;
    this.windows = windows;
    this.timeSteps = timeSteps;
    this.batchSize = batchSize;
    this.team = team;
    this.byUnits = byUnits;
    int rows = Math.multiplyExact(timeSteps, batchSize);
    inputs = new int[Math.multiplyExact(model.config().inputsPerUnit(), rows)];
    targets = new int[rows];
    resets = new boolean[rows];
    lossWeights = new float[rows];
    Arrays.fill(lossWeights, 1f);
    nats = new double[rows];
    int places = regularization.dropout() > 0 ? model.network().dropouts() : 0;
    for (int i = 0; i < places; i++) {
      dropouts.add(new Dropout(regularization.dropout(), seed, i));
    }
    outputDropout = new Dropout(regularization.outputDropout(), seed, -1);
    strips = new Strip[team.size()];
    Arrays.setAll(strips, member -> new Strip());
    double weightNoise = regularization.weightNoise();
    noise = weightNoise > 0 ? new WeightNoise(weightNoise, seed) : null;
    forward = model.network().newForward(timeSteps, batchSize, dropouts, true, team.size());
    backward = model.network().newBackward(forward, noise, team.size());
    logits = PanelMatrix.zerosApart(rows, model.config().vocabularySize());
    shared =
        new SharedPass(
            new WindowPass(),
            team,
            byUnits
                ? member -> Share.ofUnits(team, member, batchSize)
                : SharedPass.byStreams(batchSize, team));
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

  @Override
  public void load(long step) {
    windows.fill(step - 1, inputs, targets, resets, lossWeights);
    for (int i = 0; i < dropouts.size(); i++) {
      dropouts.get(i).atStep(step);
    }
    outputDropout.atStep(step);
    if (noise != null) {
      noise.atStep(step);
    }
  }

  @Override
  public void backpropagate(int member) {
    shared.backpropagate(member);
  }

  @Override
  public void carry() {
    forward.carry(timeSteps);
  }

  @Override
  public Loss loss() {
    double sum = 0;
    for (int row = 0; row < nats.length; row++) {
      sum += lossWeights[row] * nats[row];
    }
    return new Loss(sum, nats.length);
  }

  @Override
  public long units() {
    return targets.length;
  }

  @Override
  public double epoch(long steps) {
    return windows.epoch(steps);
  }

  @Override
  public List<Matrix> carried() {
    return forward.initialState();
  }

  /** The loss of each position in nats, after {@link #backpropagate}. */
  double[] nats() {
    return nats;
  }

  /** The gradients of the states before the window, after {@link #backpropagate}. */
  List<Matrix> dInitialState() {
    return backward.dInitialState();
  }

  /** Forward, loss and backward of one window. */
  private final class WindowPass implements Pass {
    @Override
    public void run(Share share, float[] free) {
      if (byUnits) {
        runUnits(share, free);
      } else {
        runStreams(share, free);
      }
    }

    private void runStreams(Share share, float[] free) {
      forward.run(share, inputs, resets, timeSteps);
      team.begin(share.member(), Phase.READ_OUT);
      for (int t = 0; t < timeSteps; t++) {
        readOut(share.member(), t * batchSize + share.from(), share.rows(), free);
      }
      team.begin(share.member(), Phase.BACKWARD);
      backward.run(share, resets, free);
    }

    private void runUnits(Share share, float[] free) {
      forward.run(share, inputs, resets, timeSteps);
      team.begin(share.member(), Phase.READ_OUT);
      for (int t = team.nextTask(); t < timeSteps; t = team.nextTask()) {
        readOut(share.member(), t * batchSize, batchSize, free);
      }
      team.barrier(share.member());
      team.begin(share.member(), Phase.BACKWARD);
      backward.run(share, resets, free);
    }

    private void readOut(int member, int row, int rows, float[] free) {
      float scale = 1f / (timeSteps * batchSize);
      outputDropout.apply(forward.output(), row, rows, strips[member]);
      model.network().readOut(forward.output(), logits, row, rows);
      for (int r = row; r < row + rows; r++) {
        SoftmaxCrossEntropy.backward(logits, targets, r, 1, nats, scale * lossWeights[r]);
      }
      backward.readOut(logits, row, rows, free);
      outputDropout.apply(backward.dOutput(), row, rows, strips[member]);
    }

    @Override
    public void addGradientTasks(List<GradientTask> tasks) {
      backward.addGradientTasks(tasks, inputs, logits);
    }

    @Override
    public List<PanelTask> transposes() {
      return backward.transposes();
    }
  }
}
