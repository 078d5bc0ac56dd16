/**
 * {@code charwise repl}: a conversation with a model. The command chooses between a terminal and a
 * pipe; {@code session} and {@code command} know neither, and only {@code terminal} knows JLine.
 */
@NullMarked
package charwise.cli.repl;

import org.jspecify.annotations.NullMarked;
