package charwise.engine.layer.recurrent;

import static charwise.engine.kernel.Kernels.STRIPS;

import charwise.engine.kernel.Strip;
import charwise.engine.layer.recurrent.GateGroup.Recurrence;
import java.util.List;

/**
 * The gated recurrent unit of Cho et al. (2014), which resets h before the product: {@code r, z =
 * σ(x Wx + h Wh + b)}, {@code n = tanh(x Wx + (r ⊙ h) Wh + b)}, {@code h' = (1 − z) ⊙ h + z ⊙ n}.
 * Gate order r, z, n.
 */
public final class GruCell implements RecurrentCell {
  private static final int RESET = 0;
  private static final int UPDATE = 1;
  private static final int CANDIDATE = 2;

  @Override
  public List<Gate> gates() {
    return List.of(new Gate("reset", true), new Gate("update", true), new Gate("candidate", false));
  }

  @Override
  public List<GateGroup> groups() {
    return List.of(
        new GateGroup(List.of(RESET, UPDATE), true, Recurrence.HIDDEN),
        new GateGroup(List.of(CANDIDATE), true, Recurrence.GATED));
  }

  @Override
  public boolean hasMemory() {
    return false;
  }

  @Override
  public int retention(int gate) {
    return gate == UPDATE ? -1 : 0;
  }

  @Override
  public void forwardGated(CellStrips s, int count) {
    STRIPS.sigmoid(s.gate(RESET), count);
    STRIPS.sigmoid(s.gate(UPDATE), count);
    STRIPS.product(s.gated(), s.gate(RESET), s.previousHidden(), count);
  }

  @Override
  public void forward(CellStrips s, int count) {
    Strip n = s.gate(CANDIDATE);
    STRIPS.tanh(n, n, count);
    STRIPS.blend(s.hidden(), s.gate(UPDATE), s.previousHidden(), n, count);
  }

  @Override
  public void backward(CellStrips s, int count) {
    Strip z = s.gate(UPDATE);
    Strip n = s.gate(CANDIDATE);
    Strip dH = s.dHidden();
    STRIPS.addComplementProduct(s.dPreviousHidden(), dH, z, count);
    STRIPS.blendGateGradient(s.scratch(), dH, n, s.previousHidden(), z, count);
    STRIPS.tanhGradient(n, dH, z, n, count);
    STRIPS.copy(z, s.scratch(), count);
  }

  @Override
  public void backwardGated(CellStrips s, int count) {
    Strip r = s.gate(RESET);
    STRIPS.addProduct(s.dPreviousHidden(), s.dGated(), r, count);
    STRIPS.sigmoidGradient(r, s.dGated(), s.previousHidden(), r, count);
  }
}
