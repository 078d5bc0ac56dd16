/**
 * What a command talks to: its streams, the terminal behind them, and the words it says there. Only
 * results reach standard output; everything else goes to standard error. Uses the JDK alone.
 */
@NullMarked
package charwise.cli.console;

import org.jspecify.annotations.NullMarked;
