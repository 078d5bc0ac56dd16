package charwise.engine.analysis;

import charwise.engine.layer.recurrent.Gate;
import charwise.engine.layer.recurrent.RecurrentCell;
import charwise.engine.layer.recurrent.RecurrentForward;
import charwise.engine.layer.recurrent.RecurrentLayer;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.network.RecurrentStack;
import charwise.engine.network.StackForward;
import charwise.engine.task.ItemInput;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What every unit of a model does while it reads a text, in constant memory: the activations of the
 * cell's gates, its second state ("cell") where it has one, and its state ("hidden"). The text is one
 * stream with carried state, or an item that is read as a whole, maybe in two directions: the units
 * of a layer are then those that read forward and, behind them, those that read from the end. Not
 * thread-safe.
 */
public final class Activations {
  private static final int WINDOW = 64;

  private final StackForward forward;
  private final int directions;
  private final List<Quantity> quantities;
  private final int units;
  private final int[] ids;
  private final int steps;
  private final boolean[] resets = new boolean[WINDOW];
  private float[] ofDirection = {};
  private int row;

  /**
   * Something that each unit has at each character.
   *
   * @param name a gate's name, {@code cell} or {@code hidden}
   * @param share whether values are from 0 (shut) to 1 (open); others are from −1 to 1, but for
   *     {@code cell}, which has no bound
   */
  public record Quantity(String name, boolean share, Source source, int gate) {
    /** Where it comes from. */
    public enum Source {
      GATE,
      MEMORY,
      HIDDEN
    }
  }

  /** Looks at the activations of one character; see {@link Activations#copy}. */
  @FunctionalInterface
  public interface Visitor {
    /** Called after the unit at {@code position} of the text was read. */
    void visit(int position);
  }

  /** For a model that knows no conditions, at the zero state. */
  public Activations(LanguageModel model) {
    this(model, LanguageModelConfig.NO_CONDITION);
  }

  /**
   * For a model at the zero state.
   *
   * @param condition what texts are read under; {@link LanguageModelConfig#NO_CONDITION} where the
   *     model knows none
   */
  public Activations(LanguageModel model, int condition) {
    ids = new int[model.config().inputsPerUnit() * WINDOW];
    Arrays.fill(ids, WINDOW, ids.length, model.config().requireCondition(condition));
    forward = new StackForward(model.stack(), WINDOW, 1, List.of(), false, 1);
    directions = 1;
    units = model.config().hiddenSize();
    quantities = quantities(model.config().cell().create());
    steps = 0;
  }

  /** For an item, which {@link #readItem} reads. */
  public Activations(ItemInput item) {
    RecurrentStack stack = item.stack();
    ids = item.ids();
    forward = new StackForward(stack, item.steps(), 1, List.of(), false, 1);
    directions = stack.directions().all().size();
    RecurrentLayer first = stack.layers().getFirst();
    units = directions * first.hiddenSize();
    quantities = quantities(first.cell());
    steps = item.steps();
    ofDirection = new float[first.hiddenSize()];
  }

  /** What there is to see in cells: gates first, then states. */
  private static List<Quantity> quantities(RecurrentCell cell) {
    List<Quantity> quantities = new ArrayList<>();
    for (int gate = 0; gate < cell.gateCount(); gate++) {
      Gate named = cell.gates().get(gate);
      if (!named.name().equals("hidden")) {
        quantities.add(
            new Quantity(named.name(), named.sigmoid(), Quantity.Source.GATE, gate));
      }
    }
    if (cell.hasMemory()) {
      quantities.add(new Quantity("cell", false, Quantity.Source.MEMORY, -1));
    }
    quantities.add(new Quantity("hidden", false, Quantity.Source.HIDDEN, -1));
    return List.copyOf(quantities);
  }

  /** What there is to see. */
  public List<Quantity> quantities() {
    return quantities;
  }

  /** The number of layers. */
  public int layers() {
    return forward.layers().size() / directions;
  }

  /** The number of units in a layer. */
  public int units() {
    return units;
  }

  /**
   * Reads units {@code from} to {@code to} of a text from where the state is, and shows each.
   *
   * @param resetUnit the state is set to zero before this unit is read; −1 for never
   */
  public void read(char[] text, int from, int to, int resetUnit, Visitor visitor) {
    for (int start = from; start < to; ) {
      int steps = 0;
      while (steps < WINDOW
          && start + steps < to
          && (steps == 0 || text[start + steps] != resetUnit)) {
        ids[steps] = text[start + steps];
        steps++;
      }
      resets[0] = ids[0] == resetUnit; // further in, it would wipe out the state before it
      forward.run(Share.ofStreams(0, 0, 1), ids, resets, steps);
      for (row = 0; row < steps; row++) {
        visitor.visit(start + row);
      }
      forward.carry(steps);
      start += steps;
    }
  }

  /** Reads the item, and shows each of its steps. */
  public void readItem(Visitor visitor) {
    forward.run(Share.ofStreams(0, 0, 1), ids);
    for (row = 0; row < steps; row++) {
      visitor.visit(row);
    }
  }

  /** Within {@link Visitor#visit}: copies a quantity of one layer, a value for each unit. */
  public void copy(int layer, Quantity quantity, float[] target) {
    if (directions == 1) {
      copy(forward.layers().get(layer), quantity, target);
      return;
    }
    for (int d = 0; d < directions; d++) {
      copy(forward.layers().get(layer * directions + d), quantity, ofDirection);
      System.arraycopy(ofDirection, 0, target, d * ofDirection.length, ofDirection.length);
    }
  }

  private void copy(RecurrentForward pass, Quantity quantity, float[] target) {
    switch (quantity.source()) {
      case GATE -> pass.copyGate(quantity.gate(), row, target);
      case MEMORY -> pass.copyMemory(row, target);
      case HIDDEN -> pass.copyHidden(row, target);
    }
  }

  /** A quantity of one layer over a whole text from the zero state: a row a character. */
  public static float[][] of(
      LanguageModel model, char[] text, int resetUnit, int layer, Quantity quantity) {
    Activations activations = new Activations(model);
    float[][] rows = new float[text.length][activations.units()];
    activations.read(
        text, 0, text.length, resetUnit, i -> activations.copy(layer, quantity, rows[i]));
    return rows;
  }
}
