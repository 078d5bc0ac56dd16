/**
 * Finds and reads the texts named on the command line. Uses {@code charwise.cli.console}, the
 * engine's text and the catalogue of built-in texts.
 */
@NullMarked
package charwise.cli.input;

import org.jspecify.annotations.NullMarked;
