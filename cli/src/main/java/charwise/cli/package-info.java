/** The command line: the only place that reads arguments and prints. May use everything else. */
@NullMarked
package charwise.cli;

import org.jspecify.annotations.NullMarked;
