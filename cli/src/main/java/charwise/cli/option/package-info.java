/**
 * Options that several commands share, and the checks that turn what was typed into numbers. Uses
 * picocli and {@code charwise.cli.console}.
 */
@NullMarked
package charwise.cli.option;

import org.jspecify.annotations.NullMarked;
