package charwise.engine.comparison;

import java.io.IOException;

/** A run whose loss or gradients became infinite or not a number. */
public final class DivergedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final ComparedRun run;

  DivergedException(ComparedRun run, long step, double gradientNorm) {
    super("diverged at step " + step + " with a gradient norm of " + gradientNorm);
    this.run = run;
  }

  /** The run. */
  public ComparedRun run() {
    return run;
  }
}
