/**
 * {@code charwise compare-gates}: cells compared on the same text under the same budget. Holds
 * options, files and printing; uses {@code input}, {@code output}, {@code
 * plot} and {@code option}.
 */
@NullMarked
package charwise.cli.compare;

import org.jspecify.annotations.NullMarked;
