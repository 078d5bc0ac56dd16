package charwise.engine.network;

import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.Linear;
import charwise.engine.layer.attention.Attention;
import charwise.engine.layer.attention.AttentionType;
import charwise.engine.layer.recurrent.InputShape;
import charwise.engine.layer.recurrent.RecurrentCell;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.ColumnBlocks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What writes a sequence of its own, unit by unit, from what an encoder has read (Sutskever et al.
 * 2014, Cho et al. 2014). A recurrent stack reads the unit before, and with {@link
 * charwise.engine.layer.attention.BahdanauAttention} the context made from the state before; logits
 * are {@code output.weight [s ; c] + output.bias}, where s is the stack's output and c the context,
 * if there is attention. The first h of every layer is {@code tanh(bridge.weight [h⃗ ; h⃖] +
 * bridge.bias)}, with the states of the encoder's last layer after it has read all; a first c is
 * zero, or the same where c alone is the state. Holds weights only.
 */
public final class Decoder {
  private final int vocabularySize;
  private final ColumnBlocks encoded;
  private final Linear bridge;
  private final @Nullable Attention attention;
  private final RecurrentStack stack;
  private final ColumnBlocks outputInput;
  private final Linear output;

  /**
   * A decoder whose weights live in the set being built.
   *
   * @param vocabularySize the units that it writes, the mark of the end among them
   * @param encoded the columns of the encoder's outputs
   * @param attentionSize the units of the attention itself, where it has any
   */
  public Decoder(
      Supplier<? extends RecurrentCell> cell,
      int vocabularySize,
      int hiddenSize,
      int layerCount,
      boolean residual,
      ColumnBlocks encoded,
      AttentionType type,
      int attentionSize,
      ParameterSet.Builder parameters) {
    this.vocabularySize = vocabularySize;
    this.encoded = encoded;
    bridge = new Linear(encoded, hiddenSize, true, parameters);
    attention = type.create(encoded, hiddenSize, attentionSize, parameters);
    InputShape units = InputShape.oneHot(vocabularySize);
    boolean readsContext = attention != null && attention.isBeforeStep();
    stack =
        new RecurrentStack(
            cell,
            readsContext ? units.with(encoded) : units,
            hiddenSize,
            layerCount,
            residual,
            Directions.FORWARD,
            parameters);
    List<Integer> columns = new ArrayList<>(List.of(hiddenSize));
    if (attention != null) {
      columns.addAll(encoded.sizes());
    }
    outputInput = new ColumnBlocks(columns);
    output = new Linear(outputInput, vocabularySize, true, parameters);
  }

  /**
   * The weights by their names: {@code bridge}, {@code attention}, {@code decoder.rnn}, {@code
   * output}.
   */
  public List<NamedTensor> tensors() {
    List<NamedTensor> tensors = new ArrayList<>(bridge.tensors("bridge"));
    if (attention != null) {
      tensors.addAll(attention.tensors("attention."));
    }
    tensors.addAll(stack.tensors("decoder.rnn."));
    tensors.addAll(output.tensors("output"));
    return tensors;
  }

  /**
   * Sets fresh weights where all are zero: matrices with D columns uniform in ±1/√D.
   *
   * @param tableBound the bound of the weights of one-hot inputs
   */
  public void initialize(RandomStream random, float[] storage, double tableBound) {
    initialize(bridge.tensors("bridge").getFirst(), random, storage);
    if (attention != null) {
      attention.initialize(random, storage);
    }
    stack.initialize(random, storage, tableBound, 1);
    initialize(output.tensors("output").getFirst(), random, storage);
  }

  private static void initialize(NamedTensor weight, RandomStream random, float[] storage) {
    weight.addUniform(1 / Math.sqrt(weight.shape()[1]), random, storage);
  }

  /** The units that it writes, the mark of the end among them. */
  public int vocabularySize() {
    return vocabularySize;
  }

  /** The columns of the encoder's outputs. */
  ColumnBlocks encoded() {
    return encoded;
  }

  Linear bridge() {
    return bridge;
  }

  @Nullable Attention attention() {
    return attention;
  }

  RecurrentStack stack() {
    return stack;
  }

  /** [s ; c], each at a whole strip. */
  ColumnBlocks outputInput() {
    return outputInput;
  }

  Linear output() {
    return output;
  }
}
