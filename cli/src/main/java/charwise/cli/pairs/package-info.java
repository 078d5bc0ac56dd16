/**
 * Reads pairs of input and target from tables, JSON Lines and other forms, one after the other.
 * Uses {@code console}, {@code input}, {@code option} and the engine's data.
 */
@NullMarked
package charwise.cli.pairs;

import org.jspecify.annotations.NullMarked;
