/**
 * Files that commands write beside their results: tables as CSV, and what becomes of a run that can
 * not write one. Uses {@code console} and Commons CSV.
 */
@NullMarked
package charwise.cli.output;

import org.jspecify.annotations.NullMarked;
