/**
 * Options that several commands have, and the converters from what was typed. Uses {@code console},
 * {@code input}, {@code output} and picocli.
 */
@NullMarked
package charwise.cli.option;

import org.jspecify.annotations.NullMarked;
