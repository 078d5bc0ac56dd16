package charwise.engine.layer.recurrent;

import static charwise.engine.kernel.Kernels.STRIPS;

import charwise.engine.kernel.Strip;
import charwise.engine.layer.recurrent.GateGroup.Recurrence;
import java.util.List;

/** The simple recurrent network of Elman (1990): {@code h' = tanh(x Wx + h Wh + b)}. */
public final class RnnCell implements RecurrentCell {
  @Override
  public List<Gate> gates() {
    return List.of(new Gate("hidden", false));
  }

  @Override
  public List<GateGroup> groups() {
    return List.of(new GateGroup(List.of(0), true, Recurrence.HIDDEN));
  }

  @Override
  public boolean hasMemory() {
    return false;
  }

  @Override
  public void forward(CellStrips s, int count) {
    Strip h = s.gate(0);
    STRIPS.tanh(h, h, count);
    STRIPS.copy(s.hidden(), h, count);
  }

  @Override
  public void backward(CellStrips s, int count) {
    Strip h = s.gate(0);
    STRIPS.tanhGradient(h, s.dHidden(), h, count);
  }
}
