/** The command line: its entry point, the list of commands, and how one is parsed and run. */
@NullMarked
package charwise.cli;

import org.jspecify.annotations.NullMarked;
