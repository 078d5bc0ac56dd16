package charwise.engine.analysis;

import static charwise.engine.kernel.Kernels.STRIPS;

import charwise.engine.layer.recurrent.CellStrips;
import charwise.engine.layer.recurrent.Gate;
import charwise.engine.layer.recurrent.GateGroup;
import charwise.engine.layer.recurrent.GateGroup.Recurrence;
import charwise.engine.layer.recurrent.RecurrentCell;
import java.util.List;

/** The linear recurrence {@code h' = x Wx + h Wh + b}: a cell to measure, not to learn with. */
final class LinearCell implements RecurrentCell {
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
    STRIPS.copy(s.hidden(), s.gate(0), count);
  }

  @Override
  public void backward(CellStrips s, int count) {
    STRIPS.copy(s.gate(0), s.dHidden(), count);
  }
}
