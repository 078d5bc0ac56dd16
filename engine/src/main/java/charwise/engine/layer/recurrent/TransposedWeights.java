package charwise.engine.layer.recurrent;

import charwise.engine.kernel.Panels;
import charwise.engine.layer.PanelTask;
import charwise.engine.layer.WeightNoise;
import charwise.engine.layer.recurrent.GateGroup.Recurrence;
import charwise.engine.parameter.Parameter;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import charwise.engine.tensor.Products;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is made of a layer's weights for each step: the weights transposed, by which gradients go
 * from its gates back to its inputs and states, and, where there is noise, the noisy copies of
 * recurrent weights, which the forward pass then reads and of which the transposed ones are made.
 */
final class TransposedWeights {
  private final RecurrentForward forward;
  private final RecurrentLayer layer;
  private final List<@Nullable PanelMatrix> inputs = new ArrayList<>();
  private final List<@Nullable PanelMatrix> recurrent = new ArrayList<>();
  private final List<@Nullable PanelMatrix> factors = new ArrayList<>();
  private final List<PanelTask> updates = new ArrayList<>();
  private final float[][] scratch;

  TransposedWeights(RecurrentForward forward, @Nullable WeightNoise noise, int threads) {
    this.forward = forward;
    this.layer = forward.layer;
    for (int g = 0; g < layer.groups().size(); g++) {
      Parameter dense = layer.groups().get(g).dense();
      inputs.add(dense == null ? null : transposed(dense.values()));
      Parameter weights = layer.groups().get(g).recurrent();
      if (weights != null && noise != null) {
        addNoisy(g, weights.values(), noise);
      } else {
        recurrent.add(weights == null ? null : transposed(weights.values()));
        factors.add(null);
      }
    }
    scratch = new float[threads][Products.scratchSize()];
  }

  private PanelMatrix transposed(PanelMatrix weights) {
    PanelMatrix transposed = PanelMatrix.zeros(weights.columns(), weights.rows());
    updates.addAll(PanelTask.transposing(weights, transposed));
    return transposed;
  }

  /** A noisy copy for the forward pass, its transpose, and the factors. */
  private void addNoisy(int g, PanelMatrix weights, WeightNoise noise) {
    PanelMatrix drawn = PanelMatrix.zeros(weights.rows(), weights.columns());
    PanelMatrix copy = PanelMatrix.zeros(weights.rows(), weights.columns());
    PanelMatrix transposed = PanelMatrix.zeros(weights.columns(), weights.rows());
    for (int panel = 0; panel < weights.panels(); panel++) {
      int number = panel;
      float[] own = new float[WeightNoise.SCRATCH_SIZE];
      updates.add(
          new PanelTask(
              weights.row(panel, 0),
              () -> {
                noise.multiply(weights, drawn, copy, number, own);
                copy.transposePanel(number, transposed);
              }));
    }
    forward.recurrent.set(g, copy);
    recurrent.add(transposed);
    factors.add(drawn);
  }

  /** What a group's recurrent weights are multiplied by in a step; null for nothing. */
  @Nullable PanelMatrix factors(int g) {
    return factors.get(g);
  }

  /** Pieces of work, in any order and on any thread, that bring all up to date. */
  List<PanelTask> updates() {
    return updates;
  }

  /** Multiplies a step's gate gradients with the recurrent weights of one kind. */
  void multiplyRecurrent(
      Recurrence recurrence, Share share, int row, Matrix target, boolean accumulate) {
    boolean add = accumulate;
    for (int g = 0; g < recurrent.size(); g++) {
      PanelMatrix weights = recurrent.get(g);
      if (weights != null && layer.groups().get(g).group().recurrence() == recurrence) {
        multiply(share, g, row, weights, target, share.from(), 1, add);
        add = true;
      }
    }
  }

  /** The inputs' gradient of some steps at once, so that the weights are read once for all. */
  void multiplyInputs(Share share, int row, int steps, Matrix dInput, boolean accumulate) {
    boolean add = accumulate;
    for (int g = 0; g < inputs.size(); g++) {
      PanelMatrix weights = inputs.get(g);
      if (weights != null) {
        multiply(share, g, row, weights, dInput, row, steps, add);
        add = true;
      }
    }
    for (int g = 0; g < inputs.size(); g++) {
      for (int t = 0; layer.groups().get(g).skips() && t < steps; t++) {
        forward.inputs.addInputGradients(
            share.member(),
            g,
            dInput,
            row + t * forward.shape.batchSize(),
            share.rows(),
            share.firstColumn(layer.paddedSize()),
            share.endColumn(layer.paddedSize()));
      }
    }
  }

  private void multiply(
      Share share,
      int g,
      int row,
      PanelMatrix weights,
      Matrix target,
      int targetRow,
      int steps,
      boolean accumulate) {
    int first = share.firstColumn(weights.columns()) / Panels.WIDTH;
    int end = Panels.count(share.endColumn(weights.columns()));
    Products.multiplyBack(
        forward.gates.get(g),
        row,
        weights,
        first,
        end,
        target,
        targetRow,
        share.rows(),
        steps,
        forward.shape.batchSize(),
        accumulate,
        scratch[share.member()]);
  }
}
