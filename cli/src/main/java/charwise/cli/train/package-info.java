/**
 * {@code charwise train}: its options, the run, and how the run is shown, logged and interrupted.
 * Uses {@code input}, {@code output} and {@code option}.
 */
@NullMarked
package charwise.cli.train;

import org.jspecify.annotations.NullMarked;
