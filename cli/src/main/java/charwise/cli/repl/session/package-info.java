/**
 * A conversation with a model, whatever it is held through: the text under way, the settings, the
 * transcript. A {@link charwise.cli.repl.session.Screen} shows what comes of it. Knows no terminal
 * and no commands.
 */
@NullMarked
package charwise.cli.repl.session;

import org.jspecify.annotations.NullMarked;
