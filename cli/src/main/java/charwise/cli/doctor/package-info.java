/**
 * {@code charwise doctor}: what this program runs on, and what makes it slow. Uses {@code option}
 * and the benchmarks of the engine.
 */
@NullMarked
package charwise.cli.doctor;

import org.jspecify.annotations.NullMarked;
