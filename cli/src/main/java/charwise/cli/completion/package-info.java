/** {@code charwise completion}: scripts that let shells complete commands and options. */
@NullMarked
package charwise.cli.completion;

import org.jspecify.annotations.NullMarked;
