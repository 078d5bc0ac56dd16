package charwise.engine.task.transducer;

import charwise.engine.data.ItemBatches;
import charwise.engine.data.Pairs;
import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Team;
import charwise.engine.layer.BatchShape;
import charwise.engine.layer.Dropout;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.PanelTask;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.loss.Loss;
import charwise.engine.network.StackBackward;
import charwise.engine.network.StackForward;
import charwise.engine.task.GradientStep;
import charwise.engine.task.Pass;
import charwise.engine.task.SharedPass;
import java.util.ArrayList;
import java.util.List;

/**
 * The loss and all gradients of a transducer on batches of pairs of similar length. Each member of
 * the team runs some of the pairs.
 */
final class TransducerStep implements GradientStep {
  private final TransducerConfig config;
  private final PairSteps pairs;
  private final ItemBatches batches;
  private final double unitDropout;
  private final long seed;
  private final BatchShape shape;
  private final List<Dropout> dropouts;
  private final StackForward encoder;
  private final StackBackward encoderBackward;
  private final TransducerHead head;
  private final int[] ids;
  private final int[] members;
  private final int[] lengths;
  private final SharedPass shared;
  private long units;

  /** Buffers for batches of some pairs. */
  TransducerStep(Transducer model, Pairs data, TransducerPlan plan, long seed, Team team) {
    config = model.config();
    this.seed = seed;
    unitDropout = plan.sources().unitDropout();
    int batchSize = Math.min(plan.sources().batchSize(), data.size());
    pairs = new PairSteps(config, data);
    batches =
        pairs.batches(batchSize, plan.sources().maximumUnits(), plan.maximumTargetUnits(), seed);
    shape = BatchShape.upTo(plan.sources().maximumUnits(), batchSize);
    dropouts = dropouts(plan, seed);
    encoder = new StackForward(model.encoder(), shape, dropouts, true, team.size());
    encoderBackward = new StackBackward(encoder, team.size());
    head =
        switch (config.decoder()) {
          case CTC -> new CtcHead(model.output(), plan, encoder, encoderBackward, team.size());
          case ATTENTION ->
              new DecoderHead(
                  model.decoder(),
                  plan,
                  encoder,
                  encoderBackward,
                  dropouts(plan, ~seed),
                  team.size());
        };
    ids = new int[shape.maximumRows()];
    members = new int[batchSize];
    lengths = new int[batchSize];
    shared = new SharedPass(new PairPass(), team, batchSize);
  }

  /** One for the output of each layer, that of the last one included. */
  private static List<Dropout> dropouts(TransducerPlan plan, long seed) {
    List<Dropout> all = new ArrayList<>();
    for (int l = 0; l < plan.model().encoder().layerCount(); l++) {
      all.add(new Dropout(plan.sources().dropout(), seed, l));
    }
    return all;
  }

  @Override
  public void load(long step) {
    batches.load(step - 1);
    int count = batches.count();
    units = 0;
    for (int n = 0; n < count; n++) {
      members[n] = batches.item(n);
      lengths[n] = pairs.sourceSteps(members[n]);
      units += pairs.units(members[n]);
    }
    shape.set(lengths, count);
    shared.items(count);
    RandomStream random = RandomStream.of(~seed, step);
    int unknown = config.vocabularySize() - 1;
    for (int n = 0; n < count; n++) {
      int length = lengths[n];
      for (int t = 0; t < shape.timeSteps(); t++) {
        boolean known = t < length && !(random.nextDouble() < unitDropout);
        ids[t * count + n] = known ? pairs.sourceUnit(members[n], t) : unknown;
      }
    }
    head.load(pairs, members, step, random);
    for (Dropout dropout : dropouts) {
      dropout.atStep(step);
    }
  }

  @Override
  public void backpropagate(int member) {
    shared.backpropagate(member);
  }

  @Override
  public Loss loss() {
    return head.loss();
  }

  @Override
  public long units() {
    return units;
  }

  @Override
  public double epoch(long steps) {
    return batches.epoch(steps);
  }

  /** Forward, loss and backward of a member's pairs. */
  private final class PairPass implements Pass {
    @Override
    public void run(Share share, float[] free) {
      encoder.run(share, ids);
      head.run(share, free);
      encoderBackward.run(share);
    }

    @Override
    public void addGradientTasks(List<GradientTask> tasks) {
      head.addGradientTasks(tasks);
      encoderBackward.addGradientTasks(tasks, ids);
    }

    @Override
    public List<PanelTask> transposes() {
      List<PanelTask> transposes = new ArrayList<>(encoderBackward.transposes());
      transposes.addAll(head.transposes());
      return transposes;
    }
  }
}
