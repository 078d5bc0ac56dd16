/**
 * {@code charwise gradients}: how far back a gradient reaches, and when it explodes. Uses {@code
 * input} and {@code curves}.
 */
@NullMarked
package charwise.cli.gradients;

import org.jspecify.annotations.NullMarked;
