package charwise.engine.layer.recurrent;

import static charwise.engine.kernel.Kernels.STRIPS;
import static charwise.engine.layer.recurrent.LstmCell.CANDIDATE;
import static charwise.engine.layer.recurrent.LstmCell.FORGET;
import static charwise.engine.layer.recurrent.LstmCell.INPUT;
import static charwise.engine.layer.recurrent.LstmCell.OUTPUT;

import charwise.engine.kernel.Strip;
import java.util.List;

/**
 * An LSTM whose input gate is capped (Melis et al. 2018): {@code i, f, o = σ(x Wx + h Wh + b)},
 * {@code g = tanh(…)}, {@code c' = f ⊙ c + min(i, 1 − f) ⊙ g}, {@code h' = o ⊙ c'}. No unit takes
 * in more than it lets go, so c stays within ±1, and no second tanh has to bring it there. Gates,
 * their order and their biases are those of {@link LstmCell}.
 */
public final class LstmCappedCell implements RecurrentCell {
  private static final LstmCell UNCAPPED = new LstmCell();

  @Override
  public List<Gate> gates() {
    return UNCAPPED.gates();
  }

  @Override
  public List<GateGroup> groups() {
    return UNCAPPED.groups();
  }

  @Override
  public boolean hasMemory() {
    return UNCAPPED.hasMemory();
  }

  @Override
  public float initialBias(int gate) {
    return UNCAPPED.initialBias(gate);
  }

  @Override
  public int retention(int gate) {
    return UNCAPPED.retention(gate);
  }

  @Override
  public void forward(CellStrips s, int count) {
    Strip i = s.gate(INPUT);
    Strip f = s.gate(FORGET);
    Strip g = s.gate(CANDIDATE);
    Strip o = s.gate(OUTPUT);
    STRIPS.sigmoid(i, count);
    STRIPS.sigmoid(f, count);
    STRIPS.tanh(g, g, count);
    STRIPS.sigmoid(o, count);
    STRIPS.cap(i, f, count);
    STRIPS.productSum(s.saved(), f, s.previousMemory(), i, g, count);
    STRIPS.copy(s.memory(), s.saved(), count);
    STRIPS.product(s.hidden(), o, s.saved(), count);
  }

  @Override
  public void backward(CellStrips s, int count) {
    Strip o = s.gate(OUTPUT);
    Strip dC = s.dMemory();
    STRIPS.addProduct(dC, s.dHidden(), o, count);
    STRIPS.sigmoidGradient(o, s.dHidden(), s.saved(), o, count);
    STRIPS.cappedGradients(
        dC, s.gate(INPUT), s.gate(FORGET), s.gate(CANDIDATE), s.previousMemory(), count);
  }
}
