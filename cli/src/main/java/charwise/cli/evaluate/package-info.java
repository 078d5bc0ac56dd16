/**
 * The {@code evaluate} command: how good a model is on pairs that it has not seen. May use:
 * console, input, option, output, pairs, plot.
 */
@NullMarked
package charwise.cli.evaluate;

import org.jspecify.annotations.NullMarked;
