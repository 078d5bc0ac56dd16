package charwise.engine.layer.recurrent;

import static charwise.engine.kernel.Kernels.STRIPS;

import charwise.engine.kernel.Strip;
import charwise.engine.layer.recurrent.GateGroup.Recurrence;
import java.util.List;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997) with forget gates (Gers et al. 2000):
 * {@code i, f, o = σ(x Wx + h Wh + b)}, {@code g = tanh(…)}, {@code c' = f ⊙ c + i ⊙ g}, {@code h'
 * = o ⊙ tanh(c')}. Gate order i, f, g, o. The forget gate's bias starts at 1 (Jozefowicz et al.
 * 2015), or at the share of it that a network takes.
 */
public final class LstmCell implements RecurrentCell {
  static final int INPUT = 0;
  static final int FORGET = 1;
  static final int CANDIDATE = 2;
  static final int OUTPUT = 3;

  @Override
  public List<Gate> gates() {
    return List.of(
        new Gate("input", true),
        new Gate("forget", true),
        new Gate("candidate", false),
        new Gate("output", true));
  }

  @Override
  public List<GateGroup> groups() {
    return List.of(
        new GateGroup(List.of(INPUT, FORGET, CANDIDATE, OUTPUT), true, Recurrence.HIDDEN));
  }

  @Override
  public boolean hasMemory() {
    return true;
  }

  @Override
  public float initialBias(int gate) {
    return gate == FORGET ? 1f : 0f;
  }

  /** Gates less open than usual; see {@code adr/0027-lstms-start-faster.md}. */
  @Override
  public double predictorBiasShare() {
    return 0.5;
  }

  @Override
  public int retention(int gate) {
    return gate == FORGET ? 1 : gate == INPUT ? -1 : 0;
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
    STRIPS.productSum(s.memory(), f, s.previousMemory(), i, g, count);
    STRIPS.tanh(s.saved(), s.memory(), count);
    STRIPS.product(s.hidden(), o, s.saved(), count);
  }

  @Override
  public void backward(CellStrips s, int count) {
    Strip i = s.gate(INPUT);
    Strip f = s.gate(FORGET);
    Strip g = s.gate(CANDIDATE);
    Strip o = s.gate(OUTPUT);
    Strip tanhC = s.saved();
    Strip dC = s.dMemory();
    STRIPS.addTanhGradient(dC, s.dHidden(), o, tanhC, count);
    STRIPS.sigmoidGradient(o, s.dHidden(), tanhC, o, count);
    STRIPS.sigmoidTanhGradients(dC, i, g, count);
    STRIPS.sigmoidProductGradients(dC, f, s.previousMemory(), count);
  }
}
