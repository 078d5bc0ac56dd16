package charwise.engine.layer.recurrent;

import static charwise.engine.kernel.Kernels.STRIPS;

import charwise.engine.kernel.Strip;
import charwise.engine.layer.recurrent.GateGroup.Recurrence;
import java.util.List;

/**
 * The update-gate network of Collins et al. (2017): {@code g = σ(x Wx + h Wh + b)}, {@code c =
 * tanh(x Wx + h Wh + b)}, {@code h' = g ⊙ h + (1 − g) ⊙ c}.
 */
public final class UpdateGateCell implements RecurrentCell {
  private static final int UPDATE = 0;
  private static final int CANDIDATE = 1;

  @Override
  public List<Gate> gates() {
    return List.of(new Gate("update", true), new Gate("candidate", false));
  }

  @Override
  public List<GateGroup> groups() {
    return List.of(new GateGroup(List.of(UPDATE, CANDIDATE), true, Recurrence.HIDDEN));
  }

  @Override
  public boolean hasMemory() {
    return false;
  }

  @Override
  public float initialBias(int gate) {
    return gate == UPDATE ? 1f : 0f; // begins by keeping most of h
  }

  @Override
  public void forward(CellStrips s, int count) {
    Strip g = s.gate(UPDATE);
    Strip c = s.gate(CANDIDATE);
    STRIPS.sigmoid(g, count);
    STRIPS.tanh(c, c, count);
    STRIPS.blend(s.hidden(), g, c, s.previousHidden(), count);
  }

  @Override
  public void backward(CellStrips s, int count) {
    Strip g = s.gate(UPDATE);
    Strip c = s.gate(CANDIDATE);
    Strip dH = s.dHidden();
    STRIPS.addProduct(s.dPreviousHidden(), dH, g, count);
    STRIPS.blendGateGradient(s.scratch(), dH, s.previousHidden(), c, g, count);
    STRIPS.complementProduct(s.scratch2(), dH, g, count);
    STRIPS.tanhGradient(c, s.scratch2(), c, count);
    STRIPS.copy(g, s.scratch(), count);
  }
}
