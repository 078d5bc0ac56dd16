package charwise.engine.layer.recurrent;

import static charwise.engine.kernel.Kernels.STRIPS;

import charwise.engine.kernel.Strip;
import charwise.engine.layer.recurrent.GateGroup.Input;
import charwise.engine.layer.recurrent.GateGroup.Recurrence;
import java.util.List;

/**
 * The simple recurrent unit of Lei et al. (2018), whose gates see, of what was before, their own
 * unit's c alone: {@code f, r = σ(x Wx + v ⊙ c + b)}, {@code c' = f ⊙ c + (1 − f) ⊙ (x Wx)}, {@code
 * h' = r ⊙ tanh(c') + (1 − r) ⊙ x}, where a product takes the place of x if it has not as many
 * elements as h. Gate order candidate, f, r, skip. The state is c; h is the output and nothing
 * else.
 */
public final class SruCell implements RecurrentCell {
  private static final int CANDIDATE = 0;
  private static final int FORGET = 1;
  private static final int RESET = 2;
  private static final int SKIP = 3;

  @Override
  public List<Gate> gates() {
    return List.of(
        new Gate("candidate", false),
        new Gate("forget", true),
        new Gate("reset", true),
        new Gate("skip", false));
  }

  @Override
  public List<GateGroup> groups() {
    return List.of(
        new GateGroup(List.of(CANDIDATE), Input.PRODUCT, Recurrence.NONE, 0),
        new GateGroup(List.of(FORGET, RESET), Input.PRODUCT, Recurrence.MEMORY, 1),
        new GateGroup(List.of(SKIP), Input.SKIP, Recurrence.NONE, 0));
  }

  @Override
  public boolean hasMemory() {
    return true;
  }

  @Override
  public int retention(int gate) {
    return gate == FORGET ? 1 : 0;
  }

  @Override
  public void forward(CellStrips s, int count) {
    Strip f = s.gate(FORGET);
    Strip r = s.gate(RESET);
    STRIPS.sigmoid(f, count);
    STRIPS.sigmoid(r, count);
    STRIPS.blend(s.memory(), f, s.gate(CANDIDATE), s.previousMemory(), count);
    STRIPS.tanh(s.saved(), s.memory(), count);
    STRIPS.blend(s.hidden(), r, s.gate(SKIP), s.saved(), count);
  }

  @Override
  public void backward(CellStrips s, int count) {
    Strip candidate = s.gate(CANDIDATE);
    Strip f = s.gate(FORGET);
    Strip r = s.gate(RESET);
    Strip skip = s.gate(SKIP);
    Strip tanhC = s.saved();
    Strip dH = s.dHidden();
    Strip dC = s.dMemory();
    STRIPS.addTanhGradient(dC, dH, r, tanhC, count);
    STRIPS.blendGateGradient(s.scratch(), dH, tanhC, skip, r, count);
    STRIPS.complementProduct(skip, dH, r, count);
    STRIPS.copy(r, s.scratch(), count);
    STRIPS.blendGateGradient(s.scratch(), dC, s.previousMemory(), candidate, f, count);
    STRIPS.complementProduct(candidate, dC, f, count);
    STRIPS.product(dC, dC, f, count);
    STRIPS.copy(f, s.scratch(), count);
  }
}
