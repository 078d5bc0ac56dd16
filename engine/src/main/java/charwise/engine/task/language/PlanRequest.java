package charwise.engine.task.language;

import charwise.engine.data.Items;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.NetworkConfig;
import charwise.engine.network.RecurrentConfig;
import charwise.engine.network.block.BlockConfig;
import charwise.engine.network.block.BlockRequest;
import charwise.engine.network.block.BlockSize;
import charwise.engine.ngram.NgramUse;
import charwise.engine.training.OptimizationRequest;
import charwise.engine.training.StepBudget.Budget;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a user asked of a language model; null is left open, for {@link Recipe} to choose.
 *
 * @param timeSteps units of a window
 * @param ngrams whether n-grams of the text stand beside the network
 */
public record PlanRequest(
    Shape shape,
    @Nullable Integer batchSize,
    @Nullable Integer timeSteps,
    Budget budget,
    OptimizationRequest optimization,
    Items items,
    long seed,
    NgramUse ngrams) {
  /** A request of a network alone. */
  public PlanRequest(
      Shape shape,
      @Nullable Integer batchSize,
      @Nullable Integer timeSteps,
      Budget budget,
      OptimizationRequest optimization,
      Items items,
      long seed) {
    this(shape, batchSize, timeSteps, budget, optimization, items, seed, NgramUse.OFF);
  }

  /**
   * What was asked of the model itself.
   *
   * @param network which kind; recurrent if left open
   * @param cell of a recurrent network
   * @param residual of a recurrent network
   * @param sizes of a network of blocks
   * @param weightNoise of a recurrent network
   */
  public record Shape(
      @Nullable NetworkType network,
      @Nullable CellType cell,
      @Nullable Integer hiddenSize,
      @Nullable Integer layerCount,
      @Nullable Boolean residual,
      Map<BlockSize, Integer> sizes,
      @Nullable Double dropout,
      @Nullable Double weightNoise) {
    private static final int HIDDEN_SIZE = 256;
    private static final int LAYERS = 2;

    /** All left open. */
    public static final Shape OPEN = new Shape(null, null, null, null, null);

    /** Keeps a copy of the sizes. */
    public Shape {
      sizes = Map.copyOf(sizes);
    }

    /** What was asked of a recurrent network. */
    public Shape(
        @Nullable CellType cell,
        @Nullable Integer hiddenSize,
        @Nullable Integer layerCount,
        @Nullable Boolean residual,
        @Nullable Double dropout) {
      this(null, cell, hiddenSize, layerCount, residual, Map.of(), dropout, null);
    }

    /** The shape of an existing model. */
    public static Shape of(LanguageModelConfig model, @Nullable Double dropout) {
      return of(model, model.hiddenSize(), dropout);
    }

    /**
     * The shape of an existing model at another hidden size; heads, which share it, are left open
     * with it.
     */
    public static Shape of(
        LanguageModelConfig model, @Nullable Integer hiddenSize, @Nullable Double dropout) {
      int layers = model.layerCount();
      if (model.network() instanceof BlockConfig blocks) {
        Map<BlockSize, Integer> sizes = new EnumMap<>(BlockSize.class);
        sizes.putAll(blocks.sizes());
        if (hiddenSize == null) {
          sizes.remove(BlockSize.HEADS);
        }
        NetworkType type = NetworkType.of(blocks);
        return new Shape(type, null, hiddenSize, layers, null, sizes, dropout, null);
      }
      return new Shape(model.cell(), hiddenSize, layers, model.residual(), dropout);
    }

    /** The same with noise on recurrent weights. */
    public Shape withWeightNoise(@Nullable Double noise) {
      return new Shape(network, cell, hiddenSize, layerCount, residual, sizes, dropout, noise);
    }

    /** The same where each unit sees so many, if there is a limit to choose. */
    public Shape withContext(int units) {
      if (!networkOrRecurrent().sizes().contains(BlockSize.CONTEXT)) {
        return this;
      }
      Map<BlockSize, Integer> others = new EnumMap<>(BlockSize.class);
      others.putAll(sizes);
      others.put(BlockSize.CONTEXT, units);
      return new Shape(
          network, cell, hiddenSize, layerCount, residual, others, dropout, weightNoise);
    }

    /**
     * The network asked for; sizes left open are those of no budget in particular: two layers of
     * 256 units, or blocks for {@value BlockRequest#USUAL_STEPS} steps.
     *
     * @throws IllegalArgumentException if the sizes do not fit each other
     */
    public NetworkConfig config() {
      return networkOrRecurrent().isRecurrent()
          ? new RecurrentConfig(
              Objects.requireNonNullElse(cell, CellType.LSTM),
              Objects.requireNonNullElse(hiddenSize, HIDDEN_SIZE),
              Objects.requireNonNullElse(layerCount, LAYERS),
              Objects.requireNonNullElse(residual, false))
          : blocks(BlockRequest.USUAL_STEPS);
    }

    /** The network of blocks asked for, for a number of steps. */
    BlockConfig blocks(long steps) {
      return networkOrRecurrent()
          .family()
          .choose(new BlockRequest(hiddenSize, layerCount, sizes, steps));
    }

    /** The kind of network, the recurrent one if it was left open. */
    public NetworkType networkOrRecurrent() {
      return network == null ? NetworkType.RECURRENT : network;
    }
  }

  /** A request that leaves all open. */
  public static PlanRequest open(Items items, long seed) {
    return new PlanRequest(
        Shape.OPEN, null, null, Budget.OPEN, OptimizationRequest.OPEN, items, seed);
  }

  /** The same request with no budget but {@code count} steps. */
  public PlanRequest inSteps(long count) {
    return with(Budget.ofSteps(count));
  }

  /** The same request with another budget. */
  public PlanRequest with(Budget other) {
    return new PlanRequest(shape, batchSize, timeSteps, other, optimization, items, seed, ngrams);
  }

  /** The same request of another model. */
  public PlanRequest with(Shape other) {
    return new PlanRequest(other, batchSize, timeSteps, budget, optimization, items, seed, ngrams);
  }

  /** The same request with another use of n-grams. */
  public PlanRequest with(NgramUse other) {
    return new PlanRequest(shape, batchSize, timeSteps, budget, optimization, items, seed, other);
  }
}
