/** The process that charwise runs in, as its console: standard output, terminal, signals. */
@NullMarked
package charwise.cli.process;

import org.jspecify.annotations.NullMarked;
