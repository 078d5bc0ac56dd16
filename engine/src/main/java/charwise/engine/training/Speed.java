package charwise.engine.training;

/** Seconds that a step of a plan and an evaluation on all data take, by the clock on the wall. */
public record Speed(double stepSeconds, double evaluationSeconds) {}
