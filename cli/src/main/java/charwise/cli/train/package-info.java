/**
 * {@code charwise train}: its options, the run, and how the run is shown, logged and interrupted.
 */
@NullMarked
package charwise.cli.train;

import org.jspecify.annotations.NullMarked;
