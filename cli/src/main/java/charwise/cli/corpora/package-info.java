/** {@code charwise corpora}: lists, shows and makes the texts that have names. */
@NullMarked
package charwise.cli.corpora;

import org.jspecify.annotations.NullMarked;
