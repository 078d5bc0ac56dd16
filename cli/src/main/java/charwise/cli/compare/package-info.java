/**
 * {@code charwise compare-gates}: cells compared on the same text under the same budget. Uses the
 * engine's comparison, the console, and Commons CSV for its files.
 */
@NullMarked
package charwise.cli.compare;

import org.jspecify.annotations.NullMarked;
