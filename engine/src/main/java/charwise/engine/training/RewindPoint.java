package charwise.engine.training;

import java.util.ArrayList;
import java.util.List;

/** A whole state of a run, kept to go back to: a copy of its arrays and its progress. */
final class RewindPoint {
  private final TrainingState state;
  private final List<float[]> kept = new ArrayList<>();
  private RunProgress progress = new RunProgress();

  /** Room for copies of {@code state}, the live arrays of a run. */
  RewindPoint(TrainingState state) {
    this.state = state;
    for (TrainingState.Slot slot : state.slots()) {
      kept.add(new float[slot.size()]);
    }
  }

  /** Keeps the state as it is now. */
  void keep(RunProgress now) {
    progress = now.copy();
    for (int i = 0; i < kept.size(); i++) {
      state.slots().get(i).values().get().get(kept.get(i));
    }
  }

  /** Puts the arrays back, and returns the progress to go on from. */
  RunProgress restore() {
    for (int i = 0; i < kept.size(); i++) {
      state.slots().get(i).set().accept(kept.get(i));
    }
    return progress.copy();
  }

  RunProgress progress() {
    return progress;
  }

  /** The arrays kept, as slots that a checkpoint reads and fills. */
  List<TrainingState.Slot> slots() {
    List<TrainingState.Slot> slots = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      slots.add(TrainingState.Slot.of("rewind." + state.slots().get(i).name(), kept.get(i)));
    }
    return slots;
  }

  /** Takes over the progress that belongs to arrays read from a checkpoint. */
  void progress(RunProgress read) {
    progress = read;
  }
}
