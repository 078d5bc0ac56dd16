package charwise.engine.sampling;

/**
 * A unit and how likely it is to come next.
 *
 * @param id its id in the vocabulary
 * @param probability from 0 to 1
 */
public record UnitProbability(int id, double probability) {}
