/**
 * {@code charwise plot}, the curves of a training, as {@code train --plot} draws them too, and the
 * output of commands that measure curves. Uses {@code output}, {@code plot} and {@code option}.
 */
@NullMarked
package charwise.cli.curves;

import org.jspecify.annotations.NullMarked;
