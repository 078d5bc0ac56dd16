/**
 * {@code charwise help}, and the sections of manual pages that picocli does not know. Uses {@code
 * option}, and knows no engine.
 */
@NullMarked
package charwise.cli.help;

import org.jspecify.annotations.NullMarked;
