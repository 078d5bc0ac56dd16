package charwise.engine.task;

/**
 * A part of a text that speaks for one of a model's choices.
 *
 * @param logit how much more it adds to that choice's logit than to the choices on average
 */
public record Evidence(String part, String choice, double logit) {}
