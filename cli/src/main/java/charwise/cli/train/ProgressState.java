package charwise.cli.train;

/**
 * How far a run is.
 *
 * @param step the last step done
 * @param steps how many there are
 * @param epoch passes over the training text so far
 * @param trainBits bits per character on the last hundredth of the run; NaN if not measured
 * @param validationBits bits per character at the last validation; NaN if not measured
 * @param charactersPerSecond the speed
 * @param secondsLeft the time until the last step at this speed
 */
record ProgressState(
    long step,
    long steps,
    double epoch,
    double trainBits,
    double validationBits,
    double charactersPerSecond,
    double secondsLeft) {

  /** The share of the steps that is done, 0 to 1. */
  double share() {
    return steps == 0 ? 1 : (double) step / steps;
  }
}
