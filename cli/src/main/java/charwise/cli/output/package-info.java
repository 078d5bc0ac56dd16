/**
 * Files that commands write besides their results: tables as CSV, and what happens if one cannot be
 * written. Uses {@code console} and Commons CSV.
 */
@NullMarked
package charwise.cli.output;

import org.jspecify.annotations.NullMarked;
