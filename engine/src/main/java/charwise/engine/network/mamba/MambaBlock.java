package charwise.engine.network.mamba;

import static charwise.engine.kernel.Kernels.ACTIVATIONS;
import static charwise.engine.kernel.Kernels.STRIPS;

import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Strip;
import charwise.engine.layer.Dropout;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.Linear;
import charwise.engine.layer.PanelTask;
import charwise.engine.layer.Span;
import charwise.engine.layer.sequence.CausalConvolution;
import charwise.engine.layer.sequence.RmsNorm;
import charwise.engine.layer.sequence.SelectiveScan;
import charwise.engine.network.block.Block;
import charwise.engine.network.block.BlockActivation;
import charwise.engine.network.block.BlockPass;
import charwise.engine.network.block.Branch;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.ColumnBlocks;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A block of Mamba (Gu and Dao 2023), with {@code y = norm(x)}: {@code v, gate = W_in y}; {@code u
 * = silu(convolution(v))}; {@code r, B, C = W_x u}; {@code δ = softplus(W_dt r + b_dt)}; {@code x
 * += W_out (scan(δ, u, B, C) ⊙ silu(gate))}.
 */
public final class MambaBlock implements Block {
  private static final double SMALLEST_STEP = 1e-3;
  private static final double LARGEST_STEP = 0.1;

  private final int size;
  private final int inner;
  private final int taps;
  private final ColumnBlocks pair;
  private final ColumnBlocks rates;
  private final RmsNorm norm;
  private final Linear in;
  private final CausalConvolution convolution;
  private final Linear select;
  private final Linear step;
  private final SelectiveScan scan;
  private final Linear out;
  private final int rank;
  private final int roomColumns;

  /** A block whose weights live in the set being built. */
  public MambaBlock(MambaConfig config, ParameterSet.Builder parameters) {
    size = config.hiddenSize();
    inner = config.innerSize();
    taps = config.kernelSize();
    rank = config.rank();
    roomColumns = config.roomColumns();
    pair = ColumnBlocks.of(inner, inner);
    rates = ColumnBlocks.of(rank, config.stateSize(), config.stateSize());
    norm = new RmsNorm(size, parameters);
    in = new Linear(ColumnBlocks.of(size), pair, false, parameters);
    convolution = new CausalConvolution(inner, taps, parameters);
    select = new Linear(ColumnBlocks.of(inner), rates, false, parameters);
    step = new Linear(ColumnBlocks.of(rank), ColumnBlocks.of(inner), true, parameters);
    scan = new SelectiveScan(inner, config.stateSize(), parameters);
    out = new Linear(ColumnBlocks.of(inner), size, false, parameters);
  }

  @Override
  public List<NamedTensor> tensors(String prefix) {
    List<NamedTensor> tensors = new ArrayList<>(norm.tensors(prefix + "norm"));
    tensors.addAll(in.tensors(prefix + "in"));
    tensors.addAll(convolution.tensors(prefix + "conv"));
    tensors.addAll(select.tensors(prefix + "x"));
    tensors.addAll(step.tensors(prefix + "dt"));
    tensors.addAll(scan.tensors(prefix));
    tensors.addAll(out.tensors(prefix + "out"));
    return tensors;
  }

  /**
   * As the authors do: step sizes δ begin spread evenly, by their logarithms, from 0.001 to 0.1.
   */
  @Override
  public void initialize(int branches, RandomStream random, float[] storage) {
    norm.initialize(storage);
    in.tensors("").getFirst().addUniform(1 / Math.sqrt(size), random, storage);
    convolution.initialize(random, storage);
    select.tensors("").getFirst().addUniform(1 / Math.sqrt(inner), random, storage);
    step.tensors("").getFirst().addUniform(1 / Math.sqrt(rank), random, storage);
    float[] biases = new float[inner];
    for (int e = 0; e < inner; e++) {
      double logarithm = StrictMath.log(LARGEST_STEP / SMALLEST_STEP) * random.nextDouble();
      double delta = SMALLEST_STEP * StrictMath.exp(logarithm);
      biases[e] = (float) StrictMath.log(StrictMath.expm1(delta));
    }
    step.tensors("").getLast().add(biases, storage);
    scan.initialize(storage);
    out.tensors("")
        .getFirst()
        .addUniform(1 / Math.sqrt((double) inner * branches), random, storage);
  }

  @Override
  public void packWeights() {
    for (Linear linear : List.of(in, select, step, out)) {
      linear.packWeights();
    }
  }

  @Override
  public int branches() {
    return 1;
  }

  @Override
  public int roomColumns() {
    return roomColumns;
  }

  @Override
  public MambaPass newPass(
      int timeSteps, int batchSize, List<Dropout> dropouts, Matrix room, int threads) {
    return new MambaPass(timeSteps, batchSize, dropouts, room, threads);
  }

  /** A block at work. */
  public final class MambaPass implements BlockPass {
    private final int width = Strip.padded(inner);
    private final int batchSize;
    private final RmsNorm.Pass normed;

    /** v and gate, K − 1 blocks of rows before the window. */
    private final Matrix doubled;

    private final PanelMatrix doubledPanels;
    private final CausalConvolution.Pass convolved;
    private final Matrix selected;
    private final PanelMatrix selectedPanels;
    private final Matrix stepSums;
    private final PanelMatrix stepSumPanels;
    private final Matrix delta;
    private final SelectiveScan.Pass scanned;
    private final Matrix gated;
    private final Branch branch;
    private final Matrix dDoubled;
    private final PanelMatrix dDoubledPanels;
    private final Matrix dSelected;
    private final PanelMatrix dSelectedPanels;
    private final Matrix dStates;
    private final Matrix dY;
    private final Matrix dDelta;
    private final Matrix dU;
    private final PanelMatrix inTransposed;
    private final PanelMatrix selectTransposed;
    private final PanelMatrix stepTransposed;
    private final PanelMatrix outTransposed;
    private final Strip[][] strips;

    private MambaPass(
        int timeSteps, int batchSize, List<Dropout> dropouts, Matrix room, int threads) {
      this.batchSize = batchSize;
      boolean training = room.rows() > 0;
      dY = room.columns(0, width);
      dDelta = room.columns(width, width);
      dU = room.columns(2 * width, width);
      int rows = timeSteps * batchSize;
      int trained = training ? rows : 0;
      normed = norm.new Pass(rows, training);
      doubled = Matrix.zeros(rows + (taps - 1) * batchSize, pair.width());
      doubledPanels = PanelMatrix.over(doubled, pair.rows());
      convolved =
          convolution.new Pass(doubled.columns(0, width), timeSteps, batchSize, training, threads);
      selected = Matrix.zeros(rows, rates.width());
      selectedPanels = PanelMatrix.over(selected, rates.rows());
      stepSums = Matrix.zeros(rows, width);
      stepSumPanels = PanelMatrix.over(stepSums, inner);
      delta = Matrix.zeros(rows, width);
      int cColumn = rates.start(2) - rates.start(1);
      scanned = scan.new Pass(statesOf(selected), cColumn, timeSteps, batchSize, training, threads);
      gated = Matrix.zeros(rows, width);
      branch = new Branch(rows, size, dropouts.isEmpty() ? null : dropouts.get(0), threads);
      dDoubled = Matrix.zeros(trained, pair.width());
      dDoubledPanels = PanelMatrix.over(dDoubled, pair.rows());
      dSelected = Matrix.zeros(trained, rates.width());
      dSelectedPanels = PanelMatrix.over(dSelected, rates.rows());
      dStates = statesOf(dSelected);
      inTransposed = training ? in.newTransposed() : PanelMatrix.zeros(0, 1);
      selectTransposed = training ? select.newTransposed() : PanelMatrix.zeros(0, 1);
      stepTransposed = training ? step.newTransposed() : PanelMatrix.zeros(0, 1);
      outTransposed = training ? out.newTransposed() : PanelMatrix.zeros(0, 1);
      strips = new Strip[threads][3];
      for (Strip[] own : strips) {
        Arrays.setAll(own, i -> new Strip());
      }
    }

    /** The columns of B and C. */
    private Matrix statesOf(Matrix matrix) {
      return matrix.columns(rates.start(1), rates.width() - rates.start(1));
    }

    @Override
    public void forward(Matrix x, Matrix sum, Span span, int member, boolean[] resets) {
      normed.forward(x, span);
      in.forward(normed.y(), doubledPanels, (taps - 1) * batchSize, span);
      convolved.forward(span, member, resets);
      select.forward(convolved.u(), selectedPanels, 0, span);
      step.forward(selected, stepSumPanels, 0, span);
      for (int t = 0; t < span.steps(); t++) {
        int row = span.row(t);
        ACTIVATIONS.softplus(
            delta.values(),
            delta.row(row),
            stepSums.values(),
            stepSums.row(row),
            span.rows() * width);
      }
      scanned.forward(delta, convolved.u(), span, member, resets);
      for (int t = 0; t < span.steps(); t++) {
        for (int row = span.row(t); row < span.row(t) + span.rows(); row++) {
          ACTIVATIONS.siluProduct(
              gated.values(),
              gated.row(row),
              scanned.y().values(),
              scanned.y().row(row),
              doubled.values(),
              gateOf(row),
              width);
        }
      }
      out.forward(gated, branch.panels(), 0, span);
      branch.add(x, sum, span, member);
    }

    /** Where the gate of a row of the window begins. */
    private int gateOf(int row) {
      return doubled.row((taps - 1) * batchSize + row) + pair.start(1);
    }

    @Override
    public void backward(Matrix dX, Span span, int member, boolean[] resets, float[] free) {
      branch.takeGradient(dX, span, member);
      out.backward(branch.panels(), outTransposed, dY, span, false, free);
      for (int t = 0; t < span.steps(); t++) {
        for (int row = span.row(t); row < span.row(t) + span.rows(); row++) {
          ungate(dY, row, member);
        }
      }
      scanned.backward(delta, convolved.u(), dY, dStates, dDelta, dU, span, member, resets);
      for (int t = 0; t < span.steps(); t++) {
        for (int row = span.row(t); row < span.row(t) + span.rows(); row++) {
          ACTIVATIONS.softplusGradient(
              stepSums.values(),
              stepSums.row(row),
              dDelta.values(),
              dDelta.row(row),
              stepSums.values(),
              stepSums.row(row),
              width);
        }
      }
      step.backward(stepSumPanels, stepTransposed, dSelected, span, false, free);
      select.backward(dSelectedPanels, selectTransposed, dU, span, true, free);
      convolved.backward(dU, dDoubled, span, member, resets);
      in.backward(dDoubledPanels, inTransposed, normed.dY(), span, false, free);
      normed.backward(dX, span);
    }

    /** The gradient of what was gated becomes that of the scan's output and of the gate. */
    private void ungate(Matrix dY, int row, int member) {
      Strip[] own = strips[member];
      Matrix y = scanned.y();
      int dGate = dDoubled.row(row) + pair.start(1);
      STRIPS.product(
          own[0].at(dDoubled.values(), dGate, Strip.WIDTH),
          own[1].at(dY.values(), dY.row(row), Strip.WIDTH),
          own[2].at(y.values(), y.row(row), Strip.WIDTH),
          width / Strip.WIDTH);
      ACTIVATIONS.siluGradient(
          dDoubled.values(), dGate, dDoubled.values(), dGate, doubled.values(), gateOf(row), width);
      ACTIVATIONS.siluProduct(
          dY.values(), dY.row(row), dY.values(), dY.row(row), doubled.values(), gateOf(row), width);
    }

    @Override
    public List<Matrix> before() {
      return List.of(scanned.before(), convolved.before());
    }

    @Override
    public void startFrom(BlockPass other, int steps) {
      MambaPass pass = (MambaPass) other;
      convolved.startFrom(pass.convolved, steps);
      Matrix after = pass.scanned.after();
      scanned.before().copyRows(0, after, 0, after.rows(), 0, after.columns());
    }

    /** What a step keeps of the state, how open its gate is, its size δ, and the state's size. */
    @Override
    public List<BlockActivation> activations() {
      return List.of(
          new BlockActivation("keep", true, inner),
          new BlockActivation("gate", true, inner),
          new BlockActivation("step", false, inner),
          new BlockActivation("state", false, inner));
    }

    @Override
    public void copy(int activation, int row, float[] target) {
      switch (activation) {
        case 0 -> scanned.copyKept(delta, row, target);
        case 1 -> {
          for (int e = 0; e < inner; e++) {
            target[e] = (float) (1 / (1 + StrictMath.exp(-doubled.values()[gateOf(row) + e])));
          }
        }
        case 2 -> System.arraycopy(delta.values(), delta.row(row), target, 0, inner);
        default -> scanned.copyStateSizes(row % batchSize, target);
      }
    }

    @Override
    public List<PanelTask> transposes() {
      List<PanelTask> transposes = new ArrayList<>(in.transposes(inTransposed));
      transposes.addAll(select.transposes(selectTransposed));
      transposes.addAll(step.transposes(stepTransposed));
      transposes.addAll(out.transposes(outTransposed));
      return transposes;
    }

    @Override
    public void addGradientTasks(List<GradientTask> tasks) {
      normed.addGradientTasks(tasks);
      in.addGradientTasks(tasks, normed.y(), dDoubledPanels);
      convolved.addGradientTasks(tasks);
      select.addGradientTasks(tasks, convolved.u(), dSelectedPanels);
      step.addGradientTasks(tasks, selected, stepSumPanels);
      scanned.addGradientTasks(tasks);
      out.addGradientTasks(tasks, gated, branch.panels());
    }
  }
}
