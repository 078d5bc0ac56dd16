package charwise.engine.task;

/**
 * What a run came to.
 *
 * @param parameters of the model
 * @param steps all steps done; the model may be that of an earlier one
 * @param bestStep the step whose model is the best by validation; the last one without validation
 * @param trainNats at the evaluation that chose the model, the mean over the last hundredth of the
 *     run
 * @param validationNats of the model; NaN without validation data
 * @param selection the value of the metric that chose the model; NaN without validation data
 * @param rewinds how often the run went back after it had diverged
 * @param sha256 of the model's weights; empty until the run is complete
 */
public record TrainingSummary(
    long parameters,
    long steps,
    double epochs,
    double seconds,
    double unitsPerSecond,
    long bestStep,
    double trainNats,
    double validationNats,
    double selection,
    long seed,
    int rewinds,
    String sha256) {}
