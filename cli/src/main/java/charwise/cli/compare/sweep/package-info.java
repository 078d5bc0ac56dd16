/**
 * A comparison without anything that is printed: which runs there are and for how many steps, how
 * they share the threads, and what they show. Uses the engine alone.
 */
@NullMarked
package charwise.cli.compare.sweep;

import org.jspecify.annotations.NullMarked;
