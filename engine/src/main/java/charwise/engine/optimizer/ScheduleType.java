package charwise.engine.optimizer;

import java.util.Arrays;

/** How the learning rate changes after warm-up, as a factor of the peak. */
public enum ScheduleType {
  /** Half a cosine from 1 to 0 at the last step (Loshchilov and Hutter 2017). */
  COSINE("cosine") {
    @Override
    double factor(double progress) {
      return 0.5 * (1 + StrictMath.cos(StrictMath.PI * progress));
    }
  },
  /** Always 1. */
  CONSTANT("constant") {
    @Override
    double factor(double progress) {
      return 1;
    }
  },
  /** 1 for the first half, then halved at every tenth of the run. */
  STEP("step") {
    @Override
    double factor(double progress) {
      int tenths = (int) Math.floor(progress * 10);
      return StrictMath.pow(0.5, Math.max(0, tenths - 4));
    }
  };

  private final String label;

  ScheduleType(String label) {
    this.label = label;
  }

  /** The factor when the share {@code progress} of the steps after warm-up is done. */
  abstract double factor(double progress);

  /** The name on the command line and in files. */
  public String label() {
    return label;
  }

  /** The type with the given label. */
  public static ScheduleType of(String label) {
    return Arrays.stream(values())
        .filter(type -> type.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no schedule is called " + label));
  }
}
