/**
 * {@code charwise sample}: writes text with a model. Uses {@code input}, {@code option} and the
 * automaton library.
 */
@NullMarked
package charwise.cli.sample;

import org.jspecify.annotations.NullMarked;
