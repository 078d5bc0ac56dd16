/**
 * A whole comparison: which runs there are and for how many steps, how they share the threads, and
 * what they show. May use: comparison and statistics.
 */
@NullMarked
package charwise.engine.comparison.sweep;

import org.jspecify.annotations.NullMarked;
