/** {@code charwise sample}: writes text with a model. */
@NullMarked
package charwise.cli.sample;

import org.jspecify.annotations.NullMarked;
