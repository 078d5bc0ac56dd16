package charwise.engine.network;

import charwise.engine.GoldenFile;
import charwise.engine.kernel.Team;
import charwise.engine.layer.BatchShape;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.attention.AttentionType;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.layer.recurrent.InputShape;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.loss.SoftmaxCrossEntropy;
import charwise.engine.parameter.NamedTensor;
import charwise.engine.parameter.ParameterSet;
import charwise.engine.tensor.Products;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A small encoder and decoder, and their training pass over a few items. */
public final class TinyTransducer {
  /** All weights. */
  public final ParameterSet parameters;

  /** What reads. */
  public final RecurrentStack encoder;

  /** What writes. */
  public final Decoder decoder;

  /** All weights by name. */
  public final List<NamedTensor> tensors;

  final BatchShape sources;
  final BatchShape targets;
  final StackForward encoderForward;
  final DecoderForward decoderForward;
  final double[] nats;
  private final List<int[]> sourceIds;
  private final List<int[]> targetIds;
  private final StackBackward encoderBackward;
  private final DecoderBackward decoderBackward;
  private final List<GradientTask> tasks = new ArrayList<>();
  private final int[] sourceInput;
  private final int[] targetInput;
  private final int[] targetOutput;
  private final float[] scales;
  private final Team team;
  private final float[][] scratch;

  /** The shape of encoder and decoder, of as many layers each. */
  public record Shape(
      CellType cell,
      Directions directions,
      AttentionType attention,
      int layers,
      boolean residual,
      int sourceVocabularySize,
      int targetVocabularySize,
      int hiddenSize,
      int attentionSize) {}

  /** With the weights and items of a golden file. */
  public static TinyTransducer of(GoldenFile golden, Team team) {
    Shape shape =
        new Shape(
            CellType.of(golden.text("cell")),
            Directions.of(golden.text("directions")),
            AttentionType.of(golden.text("attention")),
            golden.integer("encoder_layers"),
            golden.flag("residual"),
            golden.integer("source_vocabulary_size"),
            golden.integer("target_vocabulary_size"),
            golden.integer("hidden_size"),
            golden.has("attention_size") ? golden.integer("attention_size") : 0);
    TinyTransducer transducer =
        new TinyTransducer(shape, golden.lists("source_ids"), golden.lists("target_ids"), team);
    golden.setWeights(transducer.tensors, transducer.parameters);
    transducer.refresh();
    return transducer;
  }

  /** With weights of zero, and buffers with more room than the items need. */
  public TinyTransducer(Shape shape, List<int[]> sourceIds, List<int[]> targetIds, Team team) {
    this.team = team;
    this.sourceIds = sourceIds;
    this.targetIds = targetIds;
    ParameterSet.Builder builder = new ParameterSet.Builder();
    encoder =
        new RecurrentStack(
            shape.cell()::create,
            InputShape.oneHot(shape.sourceVocabularySize()),
            shape.hiddenSize(),
            shape.layers(),
            shape.residual(),
            shape.directions(),
            builder);
    decoder =
        new Decoder(
            shape.cell()::create,
            shape.targetVocabularySize(),
            shape.hiddenSize(),
            shape.layers(),
            shape.residual(),
            encoder.output(),
            shape.attention(),
            shape.attentionSize(),
            builder);
    parameters = builder.build();
    tensors = new ArrayList<>(encoder.tensors());
    tensors.addAll(decoder.tensors());
    int items = sourceIds.size();
    int longest = 9;
    sources = BatchShape.upTo(longest * items + 2, items + 2);
    targets = BatchShape.upTo(longest * items + 3, items + 2);
    encoderForward = new StackForward(encoder, sources, List.of(), true, team.size());
    decoderForward =
        new DecoderForward(decoder, encoderForward, longest, targets, List.of(), true, team.size());
    encoderBackward = new StackBackward(encoderForward, team.size());
    decoderBackward = new DecoderBackward(decoderForward, encoderBackward, team.size());
    sourceInput = new int[sources.maximumRows()];
    targetInput = new int[targets.maximumRows()];
    targetOutput = new int[targets.maximumRows()];
    scales = new float[targets.maximumRows()];
    nats = new double[targets.maximumRows()];
    scratch = new float[team.size()][Products.scratchSize()];
    encoderBackward.addGradientTasks(tasks, sourceInput);
    decoderBackward.addGradientTasks(tasks, targetInput);
  }

  void refresh() {
    encoderBackward.transposes().forEach(Runnable::run);
    decoderBackward.transposes().forEach(Runnable::run);
  }

  /** Loads the items of the given numbers side by side. */
  void load(int... items) {
    int streams = items.length;
    sources.set(lengths(sourceIds, 0, items), streams);
    targets.set(lengths(targetIds, 1, items), streams);
    int predictions = 0;
    for (int n = 0; n < streams; n++) {
      predictions += targets.length(n);
    }
    Arrays.fill(scales, 0f);
    Arrays.fill(targetInput, 0);
    Arrays.fill(targetOutput, 0);
    Arrays.fill(sourceInput, 0);
    for (int n = 0; n < streams; n++) {
      for (int j = 0; j < sources.length(n); j++) {
        sourceInput[j * streams + n] = sourceIds.get(items[n])[j];
      }
      for (int t = 0; t < targets.length(n); t++) {
        targetInput[t * streams + n] = targetIds.get(items[n])[t];
        targetOutput[t * streams + n] = targetIds.get(items[n])[t + 1];
        scales[t * streams + n] = 1f / predictions;
      }
    }
  }

  private static int[] lengths(List<int[]> ids, int less, int... items) {
    return Arrays.stream(items).map(item -> ids.get(item).length - less).toArray();
  }

  void forward() {
    team.run(member -> forward(share(member)));
  }

  private Share share(int member) {
    int streams = sources.batchSize();
    return Share.ofStreams(
        member, streams * member / team.size(), streams * (member + 1) / team.size());
  }

  private void forward(Share share) {
    if (share.rows() > 0) {
      encoderForward.run(share, sourceInput);
      decoderForward.run(share, targetInput);
    }
  }

  /** The loss, and all gradients in the parameters. */
  double backpropagate() {
    team.run(
        member -> {
          Share share = share(member);
          if (share.rows() > 0) {
            forward(share);
            for (int t = 0; t < targets.timeSteps(); t++) {
              for (int n = share.from(); n < share.from() + share.rows(); n++) {
                int row = t * targets.batchSize() + n;
                SoftmaxCrossEntropy.backward(
                    decoderForward.logits(), targetOutput, row, 1, nats, scales[row]);
              }
            }
            decoderBackward.run(share, scratch[member]);
            encoderBackward.run(share);
          }
          team.barrier(member);
          for (int i = team.nextTask(); i < tasks.size(); i = team.nextTask()) {
            tasks.get(i).run(scratch[member]);
          }
        });
    double loss = 0;
    for (int row = 0; row < targets.rows(); row++) {
      loss += nats[row] * scales[row];
    }
    return loss;
  }
}
