/**
 * The commands that begin with a slash: a table in {@link charwise.cli.repl.command.SlashCommands},
 * and what some of them do in classes of their own. Uses {@code repl.session}.
 */
@NullMarked
package charwise.cli.repl.command;

import org.jspecify.annotations.NullMarked;
