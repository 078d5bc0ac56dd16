package charwise.engine.layer.recurrent;

import static charwise.engine.kernel.Kernels.STRIPS;

import charwise.engine.kernel.Strip;
import charwise.engine.layer.recurrent.GateGroup.Recurrence;
import java.util.List;

/**
 * The minimal gated recurrent unit of Feng et al. (2024), whose gates see the input alone: {@code z
 * = σ(x Wx + b)}, {@code n = x Wx + b}, {@code h' = (1 − z) ⊙ h + z ⊙ n}. No unit waits for another
 * from step to step. Gate order z, n.
 */
public final class MingruCell implements RecurrentCell {
  private static final int UPDATE = 0;
  private static final int CANDIDATE = 1;

  @Override
  public List<Gate> gates() {
    return List.of(new Gate("update", true), new Gate("candidate", false));
  }

  @Override
  public List<GateGroup> groups() {
    return List.of(new GateGroup(List.of(UPDATE, CANDIDATE), true, Recurrence.NONE));
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
  public void forward(CellStrips s, int count) {
    Strip z = s.gate(UPDATE);
    STRIPS.sigmoid(z, count);
    STRIPS.blend(s.hidden(), z, s.previousHidden(), s.gate(CANDIDATE), count);
  }

  @Override
  public void backward(CellStrips s, int count) {
    Strip z = s.gate(UPDATE);
    Strip n = s.gate(CANDIDATE);
    Strip dH = s.dHidden();
    STRIPS.addComplementProduct(s.dPreviousHidden(), dH, z, count);
    STRIPS.blendGateGradient(s.scratch(), dH, n, s.previousHidden(), z, count);
    STRIPS.product(n, dH, z, count);
    STRIPS.copy(z, s.scratch(), count);
  }
}
