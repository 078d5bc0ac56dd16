package charwise.engine.optimizer;

import charwise.engine.label.Labelled;

/** How the learning rate changes after warm-up, as a factor of the peak. */
public enum ScheduleType implements Labelled {
  /** Half a cosine from 1 to 0 at the last step (Loshchilov and Hutter 2017). */
  COSINE {
    @Override
    double factor(double progress) {
      return 0.5 * (1 + StrictMath.cos(StrictMath.PI * progress));
    }
  },
  /** Always 1. */
  CONSTANT {
    @Override
    double factor(double progress) {
      return 1;
    }
  },
  /** 1 for the first half, then halved at every tenth of the run. */
  STEP {
    @Override
    double factor(double progress) {
      int tenths = (int) Math.floor(progress * 10);
      return StrictMath.pow(0.5, Math.max(0, tenths - 4));
    }
  };

  /** The factor when the share {@code progress} of the steps after warm-up is done. */
  abstract double factor(double progress);

  /** The type with the given label. */
  public static ScheduleType of(String label) {
    return Labelled.find("schedule", label, values());
  }

  @Override
  public String toString() {
    return label();
  }
}
