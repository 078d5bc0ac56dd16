package charwise.engine.optimizer;

import static charwise.engine.kernel.Kernels.UPDATES;

import charwise.engine.kernel.Team;
import charwise.engine.kernel.UpdateKernels;
import charwise.engine.parameter.ParameterSet;

/**
 * One update of all parameters by a team: first the norm of all gradients, in pieces of a fixed
 * size so that the sum's order does not depend on the team, then clipping and the update rule.
 */
public final class ParameterUpdate {
  private static final int PIECE = 1 << 14;

  private final ParameterSet parameters;
  private final Optimizer optimizer;
  private final Clipping clipping;
  private final double weightDecay;
  private final double[] squares;

  /** Updates of the given parameters. */
  public ParameterUpdate(
      ParameterSet parameters, Optimizer optimizer, Clipping clipping, double weightDecay) {
    this.parameters = parameters;
    this.optimizer = optimizer;
    this.clipping = clipping;
    this.weightDecay = weightDecay;
    this.squares = new double[(parameters.size() + PIECE - 1) / PIECE];
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
  public UpdateKernels.Step prepare(long t, double learningRate, double gradientNorm) {
    return optimizer.step(
        t, learningRate, clipping.scale(gradientNorm), clipping.elementLimit(), weightDecay);
  }

  /** A member's part of the update. */
  public void apply(Team team, UpdateKernels.Step step) {
    for (int piece = team.nextTask(); piece < squares.length; piece = team.nextTask()) {
      optimizer.update(
          parameters.values(), parameters.gradients(), piece * PIECE, end(piece), step);
    }
  }

  private int end(int piece) {
    return Math.min(parameters.size(), (piece + 1) * PIECE);
  }
}
