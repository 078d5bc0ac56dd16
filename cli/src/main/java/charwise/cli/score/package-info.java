/**
 * {@code charwise score}: how surprising texts are to a model. Uses {@code input} and {@code
 * option}.
 */
@NullMarked
package charwise.cli.score;

import org.jspecify.annotations.NullMarked;
