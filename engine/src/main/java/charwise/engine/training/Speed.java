package charwise.engine.training;

import java.io.Serializable;

/** Seconds that a step of a plan and an evaluation on all data take, by the clock on the wall. */
public record Speed(double stepSeconds, double evaluationSeconds) implements Serializable {}
