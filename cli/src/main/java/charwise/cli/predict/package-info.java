/** The {@code predict} command: an answer for each line. May use: console, input, option. */
@NullMarked
package charwise.cli.predict;

import org.jspecify.annotations.NullMarked;
