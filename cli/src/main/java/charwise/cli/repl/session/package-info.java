/**
 * A conversation with a model on any {@link charwise.cli.repl.session.Screen}: the current text,
 * the settings, the transcript. Knows no terminal and no commands. Uses {@code input} and {@code
 * option}.
 */
@NullMarked
package charwise.cli.repl.session;

import org.jspecify.annotations.NullMarked;
