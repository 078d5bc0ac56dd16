/**
 * Regular expressions as constraints on what a model writes. May use: console and the engine's data
 * and search.
 */
@NullMarked
package charwise.cli.pattern;

import org.jspecify.annotations.NullMarked;
