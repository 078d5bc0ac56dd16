package charwise.engine.analysis;

import charwise.engine.layer.recurrent.Gate;
import charwise.engine.layer.recurrent.RecurrentCell;
import charwise.engine.layer.recurrent.RecurrentForward;
import charwise.engine.layer.recurrent.RecurrentLayer;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.network.NetworkForward;
import charwise.engine.network.RecurrentStack;
import charwise.engine.network.StackForward;
import charwise.engine.network.block.BlockActivation;
import charwise.engine.network.block.BlockForward;
import charwise.engine.network.block.BlockPass;
import charwise.engine.network.block.LookBack;
import charwise.engine.task.ItemInput;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguageModelConfig;
import charwise.engine.tensor.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What every unit of a model does while it reads a text, in constant memory: the activations of the
 * cell's gates, its second state ("cell") where it has one, and its state ("hidden"). Of a network
 * without cells, what its blocks have of their own, and the stream after each ("hidden"). The text
 * is one stream with carried state, or an item that is read as a whole, maybe in two directions:
 * the units of a layer are then those that read forward and, behind them, those that read from the
 * end. Not thread-safe.
 */
public final class Activations {
  private static final int WINDOW = 64;

  private final NetworkForward forward;

  /** The layers of a stack; none of another network. */
  private final List<RecurrentForward> cells;

  /** The blocks of another network. */
  private final List<BlockPass> blocks;

  private final int directions;
  private final List<Quantity> quantities;
  private final int units;
  private final int[] ids;
  private final int steps;

  /** Steps that are read at a time: blocks show their state after the last alone. */
  private final int window;

  private final boolean[] resets = new boolean[WINDOW];
  private float[] ofDirection = {};
  private int row;

  /**
   * Something that each unit has at each character.
   *
   * @param name a gate's name, {@code cell} or {@code hidden}
   * @param share whether values are from 0 (shut) to 1 (open)
   * @param bounded whether values are from −1 to 1 at the most
   * @param number of a gate, or of something that blocks have
   * @param units how many have it
   */
  public record Quantity(
      String name, boolean share, boolean bounded, Source source, int number, int units) {
    /** Where it comes from. */
    public enum Source {
      GATE,
      MEMORY,
      BLOCK,
      HIDDEN
    }

    /** Whether it is what a layer hands on or keeps, rather than what decides on that. */
    public boolean isState() {
      return source == Source.MEMORY || source == Source.HIDDEN;
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
    window = model.config().isRecurrent() ? WINDOW : 1;
    ids = new int[model.config().inputsPerUnit() * window];
    Arrays.fill(ids, window, ids.length, model.config().requireCondition(condition));
    forward = model.network().newForward(window, 1, List.of(), false, 1);
    cells = forward instanceof StackForward stack ? stack.layers() : List.of();
    blocks = forward instanceof BlockForward network ? network.blocks() : List.of();
    directions = 1;
    quantities =
        model.config().isRecurrent()
            ? quantities(model.config().cell().create(), model.config().hiddenSize())
            : quantities(blocks.getFirst(), model.config().hiddenSize());
    units = quantities.stream().mapToInt(Quantity::units).max().orElseThrow();
    steps = 0;
  }

  /** For an item, which {@link #readItem} reads. */
  public Activations(ItemInput item) {
    RecurrentStack stack = item.stack();
    ids = item.ids();
    StackForward whole = new StackForward(stack, item.steps(), 1, List.of(), false, 1);
    forward = whole;
    cells = whole.layers();
    blocks = List.of();
    directions = stack.directions().all().size();
    RecurrentLayer first = stack.layers().getFirst();
    units = directions * first.hiddenSize();
    quantities = quantities(first.cell(), units);
    steps = item.steps();
    window = steps;
    ofDirection = new float[first.hiddenSize()];
  }

  /** What there is to see in cells: gates first, then states. */
  private static List<Quantity> quantities(RecurrentCell cell, int units) {
    List<Quantity> quantities = new ArrayList<>();
    for (int gate = 0; gate < cell.gateCount(); gate++) {
      Gate named = cell.gates().get(gate);
      if (!named.name().equals("hidden")) {
        quantities.add(
            new Quantity(named.name(), named.sigmoid(), true, Quantity.Source.GATE, gate, units));
      }
    }
    if (cell.hasMemory()) {
      quantities.add(new Quantity("cell", false, false, Quantity.Source.MEMORY, -1, units));
    }
    quantities.add(new Quantity("hidden", false, true, Quantity.Source.HIDDEN, -1, units));
    return List.copyOf(quantities);
  }

  /** What there is to see in blocks: their own, then the stream. */
  private static List<Quantity> quantities(BlockPass block, int width) {
    List<Quantity> quantities = new ArrayList<>();
    for (BlockActivation own : block.activations()) {
      quantities.add(
          new Quantity(
              own.name(),
              own.share(),
              own.share(),
              Quantity.Source.BLOCK,
              quantities.size(),
              own.units()));
    }
    quantities.add(new Quantity("hidden", false, false, Quantity.Source.HIDDEN, -1, width));
    return List.copyOf(quantities);
  }

  /** What there is to see. */
  public List<Quantity> quantities() {
    return quantities;
  }

  /** The number of layers. */
  public int layers() {
    return Math.max(cells.size(), blocks.size()) / directions;
  }

  /** The number of units in a layer, at the most of those of any quantity. */
  public int units() {
    return units;
  }

  /** The heads of attention of a layer; 0 where there is none. */
  public int heads() {
    LookBack first = blocks.isEmpty() ? null : blocks.getFirst().lookBack();
    return first == null ? 0 : first.heads();
  }

  /** The units that each unit sees through attention, itself among them; 0 where there is none. */
  public int context() {
    LookBack first = blocks.isEmpty() ? null : blocks.getFirst().lookBack();
    return first == null ? 0 : first.context();
  }

  /**
   * Within {@link Visitor#visit}: the weights with which a head looks at the units before this one
   * and at itself, the last.
   *
   * @return how many there are
   */
  public int lookBack(int layer, int head, float[] target) {
    LookBack seen = Objects.requireNonNull(blocks.get(layer).lookBack());
    return seen.weights(row, head, 1, target);
  }

  /**
   * Reads units {@code from} to {@code to} of a text from where the state is, and shows each.
   *
   * @param resetUnit the state is set to zero before this unit is read; −1 for never
   */
  public void read(char[] text, int from, int to, int resetUnit, Visitor visitor) {
    for (int start = from; start < to; ) {
      int steps = 0;
      while (steps < window
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
    ((StackForward) forward).run(Share.ofStreams(0, 0, 1), ids);
    for (row = 0; row < steps; row++) {
      visitor.visit(row);
    }
  }

  /** Within {@link Visitor#visit}: copies a quantity of one layer, a value for each unit. */
  public void copy(int layer, Quantity quantity, float[] target) {
    if (cells.isEmpty()) {
      copyOfBlock(layer, quantity, target);
      return;
    }
    if (directions == 1) {
      copy(cells.get(layer), quantity, target);
      return;
    }
    for (int d = 0; d < directions; d++) {
      copy(cells.get(layer * directions + d), quantity, ofDirection);
      System.arraycopy(ofDirection, 0, target, d * ofDirection.length, ofDirection.length);
    }
  }

  private void copy(RecurrentForward pass, Quantity quantity, float[] target) {
    switch (quantity.source()) {
      case GATE -> pass.copyGate(quantity.number(), row, target);
      case MEMORY -> pass.copyMemory(row, target);
      case HIDDEN -> pass.copyHidden(row, target);
      case BLOCK -> throw new IllegalArgumentException("no cell has a " + quantity.name());
    }
  }

  private void copyOfBlock(int layer, Quantity quantity, float[] target) {
    if (quantity.source() == Quantity.Source.BLOCK) {
      blocks.get(layer).copy(quantity.number(), row, target);
      return;
    }
    Matrix stream = ((BlockForward) forward).stream(layer);
    System.arraycopy(stream.values(), stream.row(row), target, 0, quantity.units());
  }

  /** A quantity of one layer over a whole text from the zero state: a row a character. */
  public static float[][] of(
      LanguageModel model, char[] text, int resetUnit, int layer, Quantity quantity) {
    Activations activations = new Activations(model);
    float[][] rows = new float[text.length][quantity.units()];
    activations.read(
        text, 0, text.length, resetUnit, i -> activations.copy(layer, quantity, rows[i]));
    return rows;
  }
}
