/** {@code charwise help}, and what help and manual pages say besides what picocli knows. */
@NullMarked
package charwise.cli.help;

import org.jspecify.annotations.NullMarked;
