package charwise.engine.layer.recurrent;

import static charwise.engine.kernel.Kernels.STRIPS;

import charwise.engine.kernel.Strip;
import charwise.engine.layer.recurrent.GateGroup.Input;
import charwise.engine.layer.recurrent.GateGroup.Recurrence;
import java.util.List;

/**
 * The gated recurrent unit of cuDNN and PyTorch, which resets after the product: {@code r, z = σ(x
 * Wx + b + h Wh + b')}, {@code n = tanh(x Wx + b + r ⊙ (h Wh + b'))}, {@code h' = (1 − z) ⊙ n + z ⊙
 * h}. Gate order r, z, n; the two halves of n have slots of their own. Both biases are trained, as
 * PyTorch does.
 */
public final class GruResetAfterCell implements RecurrentCell {
  private static final int RESET = 0;
  private static final int UPDATE = 1;
  private static final int CANDIDATE = 2;
  private static final int CANDIDATE_FROM_HIDDEN = 3;

  @Override
  public List<Gate> gates() {
    return List.of(new Gate("reset", true), new Gate("update", true), new Gate("candidate", false));
  }

  @Override
  public List<GateGroup> groups() {
    return List.of(
        new GateGroup(List.of(RESET, UPDATE), Input.PRODUCT, Recurrence.HIDDEN, 2),
        new GateGroup(List.of(CANDIDATE), true, Recurrence.NONE),
        new GateGroup(List.of(CANDIDATE), false, Recurrence.HIDDEN));
  }

  @Override
  public boolean hasMemory() {
    return false;
  }

  @Override
  public int retention(int gate) {
    return gate == UPDATE ? 1 : 0;
  }

  @Override
  public void forward(CellStrips s, int count) {
    Strip r = s.gate(RESET);
    Strip z = s.gate(UPDATE);
    Strip n = s.gate(CANDIDATE);
    STRIPS.sigmoid(r, count);
    STRIPS.sigmoid(z, count);
    STRIPS.addProduct(n, r, s.gate(CANDIDATE_FROM_HIDDEN), count);
    STRIPS.tanh(n, n, count);
    STRIPS.blend(s.hidden(), z, n, s.previousHidden(), count);
  }

  @Override
  public void backward(CellStrips s, int count) {
    Strip r = s.gate(RESET);
    Strip z = s.gate(UPDATE);
    Strip n = s.gate(CANDIDATE);
    Strip fromHidden = s.gate(CANDIDATE_FROM_HIDDEN);
    Strip dH = s.dHidden();
    STRIPS.addProduct(s.dPreviousHidden(), dH, z, count);
    STRIPS.blendGateGradient(s.scratch(), dH, s.previousHidden(), n, z, count);
    STRIPS.complementProduct(s.scratch2(), dH, z, count);
    STRIPS.tanhGradient(n, s.scratch2(), n, count);
    STRIPS.copy(z, s.scratch(), count);
    STRIPS.sigmoidGradient(s.scratch(), n, fromHidden, r, count);
    STRIPS.product(fromHidden, n, r, count);
    STRIPS.copy(r, s.scratch(), count);
  }
}
