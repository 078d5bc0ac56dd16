/** A session on a terminal. Uses {@code repl.command} and, as the only package, JLine. */
@NullMarked
package charwise.cli.repl.terminal;

import org.jspecify.annotations.NullMarked;
