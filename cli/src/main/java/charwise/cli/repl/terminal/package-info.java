/** A session on a terminal. The only place that knows JLine. */
@NullMarked
package charwise.cli.repl.terminal;

import org.jspecify.annotations.NullMarked;
