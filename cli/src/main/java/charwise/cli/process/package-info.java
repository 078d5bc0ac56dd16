/**
 * The process that charwise runs in: its standard output, terminal and signals. Uses {@code
 * console}.
 */
@NullMarked
package charwise.cli.process;

import org.jspecify.annotations.NullMarked;
