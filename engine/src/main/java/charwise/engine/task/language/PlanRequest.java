package charwise.engine.task.language;

import charwise.engine.data.Items;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.network.NetworkConfig;
import charwise.engine.network.RecurrentConfig;
import charwise.engine.network.mamba.MambaConfig;
import charwise.engine.network.transformer.TransformerConfig;
import charwise.engine.training.OptimizationRequest;
import charwise.engine.training.StepBudget.Budget;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a user asked of a language model; null is left open, for {@link Recipe} to choose.
 *
 * @param timeSteps units of a window
 */
public record PlanRequest(
    Shape shape,
    @Nullable Integer batchSize,
    @Nullable Integer timeSteps,
    Budget budget,
    OptimizationRequest optimization,
    Items items,
    long seed) {
  /**
   * What was asked of the model itself.
   *
   * @param network which kind; recurrent if left open
   * @param cell of a recurrent network
   * @param residual of a recurrent network
   * @param heads of a Transformer
   * @param context of a Transformer
   * @param stateSize of a Mamba
   * @param weightNoise of a recurrent network
   */
  public record Shape(
      @Nullable NetworkType network,
      @Nullable CellType cell,
      @Nullable Integer hiddenSize,
      @Nullable Integer layerCount,
      @Nullable Boolean residual,
      @Nullable Integer heads,
      @Nullable Integer context,
      @Nullable Integer stateSize,
      @Nullable Double dropout,
      @Nullable Double weightNoise) {
    private static final int HIDDEN_SIZE = 256;
    private static final int LAYERS = 2;

    /** All left open. */
    public static final Shape OPEN = new Shape(null, null, null, null, null);

    /** What was asked of a recurrent network. */
    public Shape(
        @Nullable CellType cell,
        @Nullable Integer hiddenSize,
        @Nullable Integer layerCount,
        @Nullable Boolean residual,
        @Nullable Double dropout) {
      this(null, cell, hiddenSize, layerCount, residual, null, null, null, dropout, null);
    }

    /** The shape of a model that there is. */
    public static Shape of(LanguageModelConfig model, @Nullable Double dropout) {
      return of(model, model.hiddenSize(), dropout);
    }

    /** The shape of a model that there is, of another hidden size. */
    public static Shape of(
        LanguageModelConfig model, @Nullable Integer hiddenSize, @Nullable Double dropout) {
      int layers = model.layerCount();
      return switch (model.network()) {
        case RecurrentConfig r ->
            new Shape(r.cell(), hiddenSize, layers, r.residual(), dropout);
        case TransformerConfig t ->
            new Shape(
                NetworkType.TRANSFORMER, null, hiddenSize, layers, null,
                hiddenSize == null ? null : t.heads(), t.context(), null, dropout, null);
        case MambaConfig m ->
            new Shape(
                NetworkType.MAMBA, null, hiddenSize, layers, null, null, null, m.stateSize(),
                dropout, null);
        default -> throw new IllegalArgumentException("no request for a " + model.title());
      };
    }

    /** The same with noise on recurrent weights. */
    public Shape withWeightNoise(@Nullable Double noise) {
      return new Shape(
          network, cell, hiddenSize, layerCount, residual, heads, context, stateSize, dropout,
          noise);
    }

    /**
     * The network asked for; sizes left open are those of no budget in particular: two layers of 256
     * units, or four blocks of 128 columns.
     */
    public NetworkConfig config() {
      NetworkType type = networkOrRecurrent();
      return type == NetworkType.RECURRENT
          ? new RecurrentConfig(
              Objects.requireNonNullElse(cell, CellType.LSTM),
              Objects.requireNonNullElse(hiddenSize, HIDDEN_SIZE),
              Objects.requireNonNullElse(layerCount, LAYERS),
              Objects.requireNonNullElse(residual, false))
          : BlockRecipe.of(type).network(this, BlockRecipe.STEPS);
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
    return new PlanRequest(shape, batchSize, timeSteps, other, optimization, items, seed);
  }

  /** The same request of another model. */
  public PlanRequest with(Shape other) {
    return new PlanRequest(other, batchSize, timeSteps, budget, optimization, items, seed);
  }
}
