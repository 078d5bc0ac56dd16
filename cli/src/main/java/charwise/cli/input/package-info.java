/**
 * Finds and reads the texts named on the command line. Uses {@code console}, the data of the
 * engine, the catalogue of named texts, and Commons CSV.
 */
@NullMarked
package charwise.cli.input;

import org.jspecify.annotations.NullMarked;
