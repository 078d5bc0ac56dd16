package charwise.engine.task;

import charwise.engine.kernel.Ownership;
import charwise.engine.kernel.Team;
import charwise.engine.layer.GradientTask;
import charwise.engine.layer.PanelTask;
import charwise.engine.layer.recurrent.Share;
import charwise.engine.tensor.Products;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/**
 * How a step is shared among threads, whatever it trains: all share what is made of the weights;
 * each member runs its {@link Share} of the pass forward and back; then all share the weight
 * gradients, each summed over the whole batch in one order. No result depends on the number of
 * members.
 */
public final class SharedPass {
  private final Pass pass;
  private final Team team;
  private Share[] shares;

  /** The shares of every number of items. */
  private final Share[][] sharesOfItems;

  private final float[][] free;
  private final List<GradientTask> gradientTasks = new ArrayList<>();
  private final List<PanelTask> transposes;
  private final int[] firstGradients;
  private final int[] firstTransposes;

  /**
   * Shares a pass.
   *
   * @param shares what each member computes
   */
  public SharedPass(Pass pass, Team team, IntFunction<Share> shares) {
    this(pass, team, new Share[][] {all(team, shares)});
  }

  /**
   * Shares a pass over batches of up to {@code maximumItems} items; {@link #items} says how many.
   */
  public SharedPass(Pass pass, Team team, int maximumItems) {
    this(pass, team, ofItems(team, maximumItems));
  }

  private SharedPass(Pass pass, Team team, Share[][] sharesOfItems) {
    this.pass = pass;
    this.team = team;
    this.sharesOfItems = sharesOfItems;
    this.shares = sharesOfItems[0];
    free = new float[team.size()][Products.scratchSize()];
    pass.addGradientTasks(gradientTasks);
    gradientTasks.sort(Comparator.comparingInt(GradientTask::place));
    int[] places = gradientTasks.stream().mapToInt(GradientTask::place).toArray();
    int[] costs = gradientTasks.stream().mapToInt(GradientTask::additions).toArray();
    Ownership ownership = Ownership.evenly(places, costs, team.size());
    firstGradients = ownership.firstTasks(places);
    for (int member = 0; member < team.size(); member++) {
      gradientTasks
          .subList(firstGradients[member], firstGradients[member + 1])
          .sort(Comparator.comparingInt(GradientTask::additions).reversed());
    }
    transposes = new ArrayList<>(pass.transposes());
    transposes.sort(Comparator.comparingInt(PanelTask::place));
    firstTransposes =
        ownership.firstTasks(transposes.stream().mapToInt(PanelTask::place).toArray());
  }

  private static Share[] all(Team team, IntFunction<Share> shares) {
    Share[] all = new Share[team.size()];
    Arrays.setAll(all, shares);
    return all;
  }

  private static Share[][] ofItems(Team team, int maximumItems) {
    Share[][] all = new Share[maximumItems + 1][];
    Arrays.setAll(all, items -> all(team, byStreams(items, team)));
    return all;
  }

  /** The batch in hand has so many items. */
  public void items(int count) {
    shares = sharesOfItems[count];
  }

  /** Streams or items shared evenly, each wholly run by one member, which then never waits. */
  public static IntFunction<Share> byStreams(int streams, Team team) {
    return member ->
        Share.ofStreams(
            member, streams * member / team.size(), streams * (member + 1) / team.size());
  }

  /** A member's share of forward and backward, then of the gradients. A barrier must follow. */
  public void backpropagate(int member) {
    team.begin(member, Phase.TRANSPOSES);
    int task = team.nextTask(member, firstTransposes);
    while (task >= 0) {
      transposes.get(task).run();
      task = team.nextTask(member, firstTransposes);
    }
    team.barrier(member);
    team.begin(member, Phase.FORWARD);
    if (shares[member].rows() > 0) {
      pass.run(shares[member], free[member]);
    }
    team.barrier(member);
    team.begin(member, Phase.GRADIENTS);
    task = team.nextTask(member, firstGradients);
    while (task >= 0) {
      gradientTasks.get(task).run(free[member]);
      task = team.nextTask(member, firstGradients);
    }
  }
}
