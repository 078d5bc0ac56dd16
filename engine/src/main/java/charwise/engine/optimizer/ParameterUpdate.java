package charwise.engine.optimizer;

import static charwise.engine.kernel.Kernels.UPDATES;

import charwise.engine.kernel.Ownership;
import charwise.engine.kernel.Team;
import charwise.engine.kernel.UpdateKernels;
import charwise.engine.parameter.ParameterSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One update of all parameters by a team: first the norm of all gradients, in pieces of a fixed
 * size so that the sum's order does not depend on the team, then clipping and the update rule. The
 * rows of tables may learn at a rate of their own (what PyTorch calls a parameter group).
 */
public final class ParameterUpdate {
  /** What one sum of squares is over: their order does not depend on the team. */
  private static final int PIECE = 1 << 14;

  /** The most that a member updates in one go. */
  private static final int RUN = 1 << 12;

  private final ParameterSet parameters;
  private final ParameterSet.Range places;
  private final Optimizer optimizer;
  private final Clipping clipping;
  private final double weightDecay;
  private final double tableRate;
  private final double[] squares;
  private final Run[] runs;
  private final int[] firstRuns;
  private final int[] firstPieces;

  /** Updates of the given parameters, all at one rate. */
  public ParameterUpdate(
      ParameterSet parameters, Optimizer optimizer, Clipping clipping, double weightDecay) {
    this(parameters, optimizer, clipping, weightDecay, 1, 1);
  }

  /**
   * Updates of the given parameters.
   *
   * @param tableRate what the learning rate is multiplied by for the tables
   * @param members among whom the places are shared out; larger teams do as well
   */
  public ParameterUpdate(
      ParameterSet parameters,
      Optimizer optimizer,
      Clipping clipping,
      double weightDecay,
      double tableRate,
      int members) {
    this.parameters = parameters;
    this.optimizer = optimizer;
    this.clipping = clipping;
    this.weightDecay = weightDecay;
    this.tableRate = tableRate;
    this.runs = runs(parameters).toArray(Run[]::new);
    this.places = parameters.places();
    this.squares = new double[Math.ceilDiv(places.to() - places.from(), PIECE)];
    int[] starts = Arrays.stream(runs).mapToInt(Run::from).toArray();
    Ownership ownership =
        Ownership.evenly(starts, Arrays.stream(runs).mapToInt(Run::cost).toArray(), members);
    firstRuns = ownership.firstTasks(starts);
    firstPieces =
        ownership.firstTasks(IntStream.range(0, squares.length).map(this::begin).toArray());
  }

  /** What one member updates in one go: weights of one rate. */
  private record Run(int from, int to, boolean isTable) {
    /** What its gradient costs, by which gradients are shared out: next to nothing in a table. */
    int cost() {
      return isTable ? 1 : to - from;
    }
  }

  /** The constants of a step: those for the tables, and those for all else. */
  public record Constants(UpdateKernels.Step tables, UpdateKernels.Step others) {}

  private static List<Run> runs(ParameterSet parameters) {
    List<Run> runs = new ArrayList<>();
    int at = parameters.places().from();
    for (ParameterSet.Range table : parameters.tables()) {
      addRuns(runs, at, table.from(), false);
      addRuns(runs, table.from(), table.to(), true);
      at = table.to();
    }
    addRuns(runs, at, parameters.places().to(), false);
    return runs;
  }

  private static void addRuns(List<Run> runs, int from, int to, boolean isTable) {
    for (int at = from; at < to; at += RUN) {
      runs.add(new Run(at, Math.min(to, at + RUN), isTable));
    }
  }

  /** The update rule with its moments. */
  public Optimizer optimizer() {
    return optimizer;
  }

  /** A member's part of the norm. A barrier must follow. */
  public void measure(Team team, int member) {
    int piece = team.nextTask(member, firstPieces);
    while (piece >= 0) {
      squares[piece] = UPDATES.sumOfSquares(parameters.gradients(), begin(piece), end(piece));
      piece = team.nextTask(member, firstPieces);
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
  public void apply(Team team, int member, Constants constants) {
    int task = team.nextTask(member, firstRuns);
    while (task >= 0) {
      Run run = runs[task];
      optimizer.update(
          parameters.values(),
          parameters.gradients(),
          run.from(),
          run.to(),
          run.isTable() ? constants.tables() : constants.others());
      task = team.nextTask(member, firstRuns);
    }
  }

  private int begin(int piece) {
    return places.from() + piece * PIECE;
  }

  private int end(int piece) {
    return Math.min(places.to(), begin(piece + 1));
  }
}
