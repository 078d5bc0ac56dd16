/**
 * How errors end a run: anything thrown as one line and an exit status, and the errors of picocli
 * in the words of charwise. Uses {@code console} and the exceptions of the engine.
 */
@NullMarked
package charwise.cli.failure;

import org.jspecify.annotations.NullMarked;
