package charwise.engine.network.block;

/**
 * Something that units of a block have at each step, to look at.
 *
 * @param name for people and options
 * @param share whether values are from 0 (shut) to 1 (open); others have no bound
 * @param units how many have it
 */
public record BlockActivation(String name, boolean share, int units) {}
