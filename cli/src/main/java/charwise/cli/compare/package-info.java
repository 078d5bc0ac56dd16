/**
 * {@code charwise compare-gates}: cells compared on the same text under the same budget. Holds
 * options, files and printing; uses {@code pairs}, {@code output}, {@code plot}, {@code option}
 * and, for the version, {@code doctor}.
 */
@NullMarked
package charwise.cli.compare;

import org.jspecify.annotations.NullMarked;
