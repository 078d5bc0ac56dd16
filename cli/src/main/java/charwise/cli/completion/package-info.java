/**
 * {@code charwise completion}: scripts that let shells complete commands and options. Uses {@code
 * option}, and knows no engine.
 */
@NullMarked
package charwise.cli.completion;

import org.jspecify.annotations.NullMarked;
