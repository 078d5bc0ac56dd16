/**
 * {@code charwise gradients}: how far back a gradient reaches, and when it explodes. Uses {@code
 * input}, {@code output}, {@code plot} and {@code option}.
 */
@NullMarked
package charwise.cli.gradients;

import org.jspecify.annotations.NullMarked;
