/**
 * N-gram models of units, by counting: what a recurrent network has to beat. May use: text, loss.
 */
@NullMarked
package charwise.engine.ngram;

import org.jspecify.annotations.NullMarked;
