/**
 * N-gram models of units: what a recurrent network has to beat or to be joined with. Of a text by
 * counting (Kneser and Ney), of a text's label by counting (Bayes) and by logistic regression. May
 * use: data, loss.
 */
@NullMarked
package charwise.engine.ngram;

import org.jspecify.annotations.NullMarked;
