/** {@code charwise gradients}: how far back a gradient reaches, and when it explodes. */
@NullMarked
package charwise.cli.gradients;

import org.jspecify.annotations.NullMarked;
