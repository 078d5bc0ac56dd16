/**
 * {@code charwise inspect}: what a model is, and its gates at work on a text. Uses {@code input},
 * {@code output}, {@code plot} and {@code option}.
 */
@NullMarked
package charwise.cli.inspect;

import org.jspecify.annotations.NullMarked;
