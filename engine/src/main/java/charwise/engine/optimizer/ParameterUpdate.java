package charwise.engine.optimizer;

import static charwise.engine.kernel.Kernels.UPDATES;

import charwise.engine.kernel.Team;
import charwise.engine.kernel.UpdateKernels;
import charwise.engine.parameter.ParameterSet;
import java.util.ArrayList;
import java.util.List;

/**
 * One update of all parameters by a team: first the norm of all gradients, in pieces of a fixed
 * size so that the sum's order does not depend on the team, then clipping and the update rule. The
 * rows of tables may learn at a rate of their own (what PyTorch calls a parameter group).
 */
public final class ParameterUpdate {
  private static final int PIECE = 1 << 14;

  private final ParameterSet parameters;
  private final Optimizer optimizer;
  private final Clipping clipping;
  private final double weightDecay;
  private final double tableRate;
  private final double[] squares;
  private final Run[] runs;

  /** Updates of the given parameters, all at one rate. */
  public ParameterUpdate(
      ParameterSet parameters, Optimizer optimizer, Clipping clipping, double weightDecay) {
    this(parameters, optimizer, clipping, weightDecay, 1);
  }

  /**
   * Updates of the given parameters.
   *
   * @param tableRate what the learning rate is multiplied by for the tables
   */
  public ParameterUpdate(
      ParameterSet parameters,
      Optimizer optimizer,
      Clipping clipping,
      double weightDecay,
      double tableRate) {
    this.parameters = parameters;
    this.optimizer = optimizer;
    this.clipping = clipping;
    this.weightDecay = weightDecay;
    this.tableRate = tableRate;
    this.runs = runs(parameters).toArray(Run[]::new);
    this.squares = new double[(parameters.size() + PIECE - 1) / PIECE];
  }

  /** What one member updates in one go: weights of one rate. */
  private record Run(int from, int to, boolean isTable) {}

  /** The constants of a step: those for the tables, and those for all else. */
  public record Constants(UpdateKernels.Step tables, UpdateKernels.Step others) {}

  private static List<Run> runs(ParameterSet parameters) {
    List<Run> runs = new ArrayList<>();
    int at = 0;
    for (ParameterSet.Range table : parameters.tables()) {
      addRuns(runs, at, table.from(), false);
      addRuns(runs, table.from(), table.to(), true);
      at = table.to();
    }
    addRuns(runs, at, parameters.size(), false);
    return runs;
  }

  private static void addRuns(List<Run> runs, int from, int to, boolean isTable) {
    for (int at = from; at < to; at += PIECE) {
      runs.add(new Run(at, Math.min(to, at + PIECE), isTable));
    }
  }

  /** The update rule with its moments. */
  public Optimizer optimizer() {
    return optimizer;
  }

  /** A member's part of the norm. A barrier must follow. */
  public void measure(Team team) {
    for (int piece = team.nextTask(); piece < squares.length; piece = team.nextTask()) {
      squares[piece] =
          UPDATES.sumOfSquares(parameters.gradients(), piece * PIECE, end(piece));
    }
  }

  /** The global norm of the gradients, after {@link #measure} by all members. */
  public double gradientNorm() {
    double sum = 0;
    for (double square : squares) {
      sum += square;
    }
    return Math.sqrt(sum);
  }

  /** The constants of step {@code t}, counted from 1, after {@link #measure} by all members. */
  public Constants prepare(long t, double learningRate, double gradientNorm) {
    return new Constants(
        step(t, tableRate * learningRate, gradientNorm), step(t, learningRate, gradientNorm));
  }

  private UpdateKernels.Step step(long t, double learningRate, double gradientNorm) {
    return optimizer.step(
        t, learningRate, clipping.scale(gradientNorm), clipping.elementLimit(), weightDecay);
  }

  /** A member's part of the update. */
  public void apply(Team team, Constants constants) {
    for (int i = team.nextTask(); i < runs.length; i = team.nextTask()) {
      Run run = runs[i];
      optimizer.update(
          parameters.values(),
          parameters.gradients(),
          run.from(),
          run.to(),
          run.isTable() ? constants.tables() : constants.others());
    }
  }

  private int end(int piece) {
    return Math.min(parameters.size(), (piece + 1) * PIECE);
  }
}
