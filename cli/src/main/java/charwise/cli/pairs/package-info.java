/**
 * Reads pairs of input and target from tables, JSON Lines and other forms, one after the other.
 * Uses {@code charwise.cli.console}, {@code charwise.cli.input} and the engine's data.
 */
@NullMarked
package charwise.cli.pairs;

import org.jspecify.annotations.NullMarked;
