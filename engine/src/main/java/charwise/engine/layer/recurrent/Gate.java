package charwise.engine.layer.recurrent;

/**
 * One of a cell's gates.
 *
 * @param name what the literature calls it, in one lower-case word
 * @param sigmoid whether its values are shares from 0 (shut) to 1 (open); others have a sign, and
 *     are from −1 to 1 if they pass a tanh
 */
public record Gate(String name, boolean sigmoid) {}
