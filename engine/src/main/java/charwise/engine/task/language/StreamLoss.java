package charwise.engine.task.language;

import charwise.engine.kernel.Team;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.loss.SoftmaxCrossEntropy;
import charwise.engine.network.NetworkForward;
import charwise.engine.tensor.PanelMatrix;
import java.util.Arrays;
import java.util.List;

/**
 * The losses of one text read as one stream with carried state. One stream leaves nothing to share
 * among threads but its layers: while one member is at a window of the text in one layer, another
 * is at the window before in the layer above, and the read-out is the last stage. Two passes of
 * buffers take turns, so that a stage reads what the one below made of the same window.
 */
public final class StreamLoss {
  private static final int WINDOW = 64;

  private final LanguageModel model;
  private final Team team;
  private final Share[] shares;
  private final NetworkForward[] passes = new NetworkForward[2];
  private final PanelMatrix logits;
  private final int[] ids;

  /** Of as many windows as are under way: the uppermost layer is that far behind the first. */
  private final boolean[][] resets;

  private final int[] targets = new int[WINDOW];
  private final double[] nats = new double[WINDOW];
  private final int layers;
  private int condition = LanguageModelConfig.NO_CONDITION;
  private int resumeFrom;
  private int lastPass;

  /** A stream at the zero state. */
  public StreamLoss(LanguageModel model, Team team) {
    this.model = model;
    this.team = team;
    this.layers = model.network().stages();
    this.ids = new int[model.config().inputsPerUnit() * WINDOW];
    this.shares = new Share[team.size()];
    Arrays.setAll(shares, member -> Share.ofStreams(member, 0, 1));
    this.resets = new boolean[layers][WINDOW];
    for (int i = 0; i < 2; i++) {
      passes[i] = model.network().newForward(WINDOW, 1, List.of(), false, team.size());
    }
    logits = PanelMatrix.zerosByRow(WINDOW, model.config().vocabularySize());
  }

  /** Lets units be read under a condition from now on, which a model of conditions needs. */
  public void condition(int id) {
    condition = model.config().requireCondition(id);
  }

  /** Goes back to the zero state. */
  public void reset() {
    lastPass = 0;
    resumeFrom = 0;
    passes[0].clearState(0);
  }

  /**
   * Reads units {@code 0} to {@code count} and writes the loss in nats of each one's successor.
   *
   * @param units at least {@code count + 1}
   * @param resetUnit the state is set to zero before this unit is read; −1 for never
   * @param losses receives {@code count} losses
   */
  public void read(char[] units, int count, int resetUnit, double[] losses) {
    if (count == 0) {
      return;
    }
    Arrays.fill(ids, WINDOW, ids.length, model.config().requireCondition(condition));
    int windows = Math.ceilDiv(count, WINDOW);
    int firstPass = lastPass;
    for (int wave = 0; wave < windows + layers; wave++) {
      int now = wave;
      team.run(
          member -> {
            for (int stage = member; stage <= layers; stage += team.size()) {
              int window = now - stage;
              if (window >= 0 && window < windows) {
                run(stage, window, firstPass, member, units, count, resetUnit, losses);
              }
            }
          });
    }
    lastPass = (firstPass + windows - 1) % 2;
    resumeFrom = count - (windows - 1) * WINDOW;
  }

  private void run(
      int stage,
      int window,
      int firstPass,
      int member,
      char[] units,
      int count,
      int resetUnit,
      double[] losses) {
    int parity = (firstPass + window) % 2;
    int from = window * WINDOW;
    int steps = Math.min(WINDOW, count - from);
    NetworkForward pass = passes[parity];
    if (stage == layers) {
      readOut(pass, units, from, steps, losses);
      return;
    }
    boolean[] windowResets = resets[window % layers];
    if (stage == 0) {
      for (int t = 0; t < steps; t++) {
        ids[t] = units[from + t];
        windowResets[t] = units[from + t] == resetUnit;
      }
    }
    if (window == 0) {
      pass.startFrom(pass, stage, resumeFrom);
    } else {
      pass.startFrom(passes[1 - parity], stage, WINDOW);
    }
    pass.runStage(shares[member], stage, ids, windowResets, steps);
  }

  private void readOut(NetworkForward pass, char[] units, int from, int steps, double[] losses) {
    for (int t = 0; t < steps; t++) {
      targets[t] = units[from + t + 1];
    }
    model.network().readOut(pass.output(), logits, 0, steps);
    SoftmaxCrossEntropy.forward(logits, targets, 0, steps, nats);
    System.arraycopy(nats, 0, losses, from, steps);
  }
}
