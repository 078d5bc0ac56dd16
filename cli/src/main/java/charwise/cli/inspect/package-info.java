/** {@code charwise inspect}: what a model is, and its gates at work on a text. */
@NullMarked
package charwise.cli.inspect;

import org.jspecify.annotations.NullMarked;
