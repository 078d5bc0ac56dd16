/** {@code charwise score}: how surprising texts are to a model. */
@NullMarked
package charwise.cli.score;

import org.jspecify.annotations.NullMarked;
