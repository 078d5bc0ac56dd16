/**
 * {@code charwise repl}: a conversation with a model. The command chooses between a terminal and a
 * pipe; {@code repl.session} and {@code repl.command} know neither, and only {@code repl.terminal}
 * knows JLine.
 */
@NullMarked
package charwise.cli.repl;

import org.jspecify.annotations.NullMarked;
