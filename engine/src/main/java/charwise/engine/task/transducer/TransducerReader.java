package charwise.engine.task.transducer;

import charwise.engine.data.ItemBatches;
import charwise.engine.data.Pairs;
import charwise.engine.kernel.Team;
import charwise.engine.search.SearchSettings;
import java.util.Arrays;
import java.util.List;

/**
 * Reads many pairs with a model: every thread reads some that are of similar length side by side.
 * No pair's reading depends, to the bit, on what is read beside it, nor on threads.
 */
final class TransducerReader {
  private static final int ITEMS = 64;

  /** Answers that are being written side by side, at most. */
  private static final int BEGINNINGS = 1024;

  private final Transducer model;
  private final ReaderSettings settings;
  private final Team team;
  private final int items;
  private PairRoom room = new PairRoom(0, 0);
  private final PairReader[] readers;

  /** A reader; it gets its buffers when it knows what for. */
  TransducerReader(Transducer model, ReaderSettings settings, Team team) {
    this.model = model;
    this.settings = settings;
    this.team = team;
    SearchSettings search = settings.search();
    items = search == null ? ITEMS : Math.clamp(BEGINNINGS / search.width(), 1, ITEMS);
    readers = new PairReader[team.size()];
  }

  /**
   * Reads pairs, in their order.
   *
   * @param maximumLengths the most units of an answer to each
   */
  List<DecodedPair> read(Pairs pairs, int[] maximumLengths) {
    if (pairs.size() == 0) {
      return List.of();
    }
    PairSteps steps = new PairSteps(model.config(), pairs);
    makeRoom(new PairRoom(steps.longestSource(), steps.longestTarget()));
    ItemBatches batches = steps.batches(items, room.sourceRows(items), room.targetRows(items), 0);
    int count = batches.batchesPerEpoch();
    int[][] members = new int[count][];
    for (int b = 0; b < count; b++) {
      batches.load(b);
      members[b] = new int[batches.count()];
      Arrays.setAll(members[b], batches::item);
    }
    DecodedPair[] readings = new DecodedPair[pairs.size()];
    team.run(
        member -> {
          for (int b = team.nextTask(); b < count; b = team.nextTask()) {
            readers[member].read(steps, members[b], maximumLengths, readings);
          }
        });
    return Arrays.asList(readings);
  }

  private void makeRoom(PairRoom needed) {
    if (room.holds(needed)) {
      return;
    }
    room = needed.rounded();
    Arrays.setAll(
        readers,
        member ->
            switch (model.config().decoder()) {
              case ATTENTION -> new DecoderReader(model, settings, items, room);
              case CTC -> new CtcReader(model, settings, items, room);
            });
  }
}
