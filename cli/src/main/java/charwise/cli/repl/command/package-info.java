/**
 * The commands that begin with a slash. Each is a class of its own and a line in {@link
 * charwise.cli.repl.command.SlashCommands}.
 */
@NullMarked
package charwise.cli.repl.command;

import org.jspecify.annotations.NullMarked;
