package charwise.engine.network;

import charwise.engine.kernel.RandomStream;
import charwise.engine.layer.Dropout;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.Linear;
import charwise.engine.layer.PanelTask;
import charwise.engine.layer.WeightNoise;
import charwise.engine.layer.recurrent.InputShape;
import charwise.engine.layer.recurrent.RecurrentBackward;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.Matrix;
import charwise.engine.tensor.PanelMatrix;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recurrent stack between one-hot inputs and a linear read-out. Where texts stand under
 * conditions, that of the text is a second one-hot input with every unit: {@code rnn.weight_ih_l0}
 * has V + K columns, the last K for the conditions.
 */
public final class RecurrentNetwork implements Network {
  private final RecurrentStack stack;
  private final Linear decoder;

  RecurrentNetwork(
      RecurrentConfig config, int vocabularySize, int conditions, ParameterSet.Builder parameters) {
    InputShape input =
        conditions > 0
            ? InputShape.oneHot(vocabularySize, conditions)
            : InputShape.oneHot(vocabularySize);
    stack =
        new RecurrentStack(
            config.cell()::create,
            input,
            config.hiddenSize(),
            config.layerCount(),
            config.residual(),
            Directions.FORWARD,
            parameters);
    decoder = new Linear(config.hiddenSize(), vocabularySize, parameters);
  }

  /** A network of layers that there are. */
  public RecurrentNetwork(RecurrentStack stack, Linear decoder) {
    this.stack = stack;
    this.decoder = decoder;
  }

  /** The recurrent layers. */
  public RecurrentStack stack() {
    return stack;
  }

  /** The read-out. */
  public Linear decoder() {
    return decoder;
  }

  /** {@code rnn.*} from the input up, then {@code decoder.*}. */
  @Override
  public List<NamedTensor> tensors() {
    List<NamedTensor> all = new ArrayList<>(stack.tensors());
    all.addAll(decoder.tensors("decoder"));
    return List.copyOf(all);
  }

  @Override
  public void initialize(RandomStream random, float[] storage) {
    double biasShare = stack.layers().getFirst().cell().predictorBiasShare();
    stack.initialize(random, storage, stack.weightBound(), biasShare);
    decoder.initialize(random, storage);
  }

  @Override
  public void packWeights() {
    stack.layers().forEach(layer -> layer.packWeights());
    decoder.packWeights();
  }

  @Override
  public int stages() {
    return stack.depth();
  }

  @Override
  public int dropouts() {
    return stack.depth() - 1;
  }

  @Override
  public boolean hasStates() {
    return true;
  }

  @Override
  public boolean sharesUnits() {
    return true;
  }

  @Override
  public StackForward newForward(
      int timeSteps, int batchSize, List<Dropout> dropouts, boolean training, int threads) {
    return new StackForward(stack, timeSteps, batchSize, dropouts, training, threads);
  }

  @Override
  public NetworkBackward newBackward(
      NetworkForward forward, @Nullable WeightNoise noise, int threads) {
    return new Backward((StackForward) forward, noise, threads);
  }

  @Override
  public void readOut(Matrix output, PanelMatrix logits, int row, int rows) {
    decoder.forward(output, logits, row, rows);
  }

  /** The stack's way back and the read-out's. */
  private final class Backward implements NetworkBackward {
    private final StackForward forward;
    private final StackBackward backward;
    private final PanelMatrix decoderTransposed;

    Backward(StackForward forward, @Nullable WeightNoise noise, int threads) {
      this.forward = forward;
      backward = new StackBackward(forward, noise, threads);
      decoderTransposed = decoder.newTransposed();
    }

    @Override
    public void readOut(PanelMatrix dLogits, int row, int rows, float[] free) {
      decoder.backward(dLogits, decoderTransposed, backward.dOutput(), row, rows, free);
    }

    @Override
    public void readOut(PanelMatrix dLogits, int row, int rows, int behind, float[] free) {
      Matrix dOutput = dOutput();
      decoder.backward(
          dLogits,
          decoderTransposed,
          dOutput.rows(behind, dOutput.rows() - behind),
          row,
          rows,
          free);
    }

    @Override
    public Matrix dOutput() {
      return backward.dOutput();
    }

    /** Of h and, where there is one, of c. */
    @Override
    public List<List<Matrix>> keepStepGradients() {
      backward.layers().forEach(RecurrentBackward::keepStateGradients);
      List<List<Matrix>> states = new ArrayList<>();
      for (int i = 0; i < backward.layers().getFirst().dStates().size(); i++) {
        int state = i;
        states.add(backward.layers().stream().map(layer -> layer.dStates().get(state)).toList());
      }
      return states;
    }

    @Override
    public void run(Share share, boolean[] resets, float[] free) {
      backward.run(share, resets);
    }

    @Override
    public List<Matrix> dInitialState() {
      return backward.dInitialState();
    }

    @Override
    public void addGradientTasks(List<GradientTask> tasks, int[] ids, PanelMatrix dLogits) {
      decoder.addGradientTasks(tasks, forward.output(), dLogits);
      backward.addGradientTasks(tasks, ids);
    }

    @Override
    public List<PanelTask> transposes() {
      List<PanelTask> transposes = new ArrayList<>(backward.transposes());
      transposes.addAll(decoder.transposes(decoderTransposed));
      return transposes;
    }
  }
}
