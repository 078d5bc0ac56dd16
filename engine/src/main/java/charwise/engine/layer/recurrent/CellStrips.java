package charwise.engine.layer.recurrent;

import charwise.engine.kernel.Panels;
import charwise.engine.kernel.Strip;

/**
 * What a cell works on: strips of 16 units by some rows, placed by the layer before each call. One
 * per thread.
 */
public final class CellStrips {
  private final Strip[] gates;
  private final Strip previousHidden = new Strip();
  private final Strip hidden = new Strip();
  private final Strip previousMemory = new Strip();
  private final Strip memory = new Strip();
  private final Strip gated = new Strip();
  private final Strip saved = new Strip();
  private final Strip dHidden = new Strip();
  private final Strip dPreviousHidden = new Strip();
  private final Strip dMemory = new Strip();
  private final Strip dGated = new Strip();
  private final Strip above = new Strip();
  private final Strip weights = new Strip();
  private final Strip scratch = new Strip();
  private final Strip scratch2 = new Strip();

  CellStrips(int slots, int rows) {
    gates = new Strip[slots];
    for (int slot = 0; slot < slots; slot++) {
      gates[slot] = new Strip();
    }
    scratch.at(new float[Panels.LEAD + rows * Strip.WIDTH], Panels.LEAD, Strip.WIDTH);
    scratch2.at(new float[Panels.LEAD + rows * Strip.WIDTH], Panels.LEAD, Strip.WIDTH);
  }

  /** The gate in the given slot: pre-activation, then whatever the cell puts there. */
  public Strip gate(int slot) {
    return gates[slot];
  }

  /** h before this step. Not to be modified. */
  public Strip previousHidden() {
    return previousHidden;
  }

  /** h after this step; written by the cell. */
  public Strip hidden() {
    return hidden;
  }

  /** The second state before this step. Not to be modified. */
  public Strip previousMemory() {
    return previousMemory;
  }

  /** The second state after this step; written by the cell. Not there any more when backward. */
  public Strip memory() {
    return memory;
  }

  /** The input of GATED groups; written by {@link RecurrentCell#forwardGated}. */
  public Strip gated() {
    return gated;
  }

  /** Room for one value a unit that backward needs, such as tanh(c). Only with a memory. */
  public Strip saved() {
    return saved;
  }

  /** dLoss/dh after this step. Not to be modified. */
  public Strip dHidden() {
    return dHidden;
  }

  /** dLoss/dh before this step; added to by the cell. */
  public Strip dPreviousHidden() {
    return dPreviousHidden;
  }

  /** dLoss/d(memory), after this step when the cell is called, before it when it returns. */
  public Strip dMemory() {
    return dMemory;
  }

  /** dLoss/d(gated). Not to be modified. */
  public Strip dGated() {
    return dGated;
  }

  /** Where the layer places the gradient of its outputs. */
  Strip above() {
    return above;
  }

  /** Where the layer places weights that each unit has for itself. */
  Strip weights() {
    return weights;
  }

  /** Free for the cell's use within a call. */
  public Strip scratch() {
    return scratch;
  }

  /** Free for the cell's use within a call. */
  public Strip scratch2() {
    return scratch2;
  }
}
