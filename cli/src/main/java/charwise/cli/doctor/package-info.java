/**
 * {@code charwise doctor}: what this program runs on, and what of it makes it slow. Uses picocli,
 * {@code charwise.cli.option}, {@code charwise.cli.console} and the engine's benchmark.
 */
@NullMarked
package charwise.cli.doctor;

import org.jspecify.annotations.NullMarked;
