/**
 * {@code charwise corpora}: lists, shows and makes the texts that have names. Uses {@code input}
 * and {@code option}.
 */
@NullMarked
package charwise.cli.corpora;

import org.jspecify.annotations.NullMarked;
