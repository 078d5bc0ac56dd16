/**
 * How good answers are: accuracy, precision, recall and F1 by class, error rates, and whether
 * probabilities mean what they say. Knows no model. Uses the JDK alone.
 */
@NullMarked
package charwise.engine.measure;

import org.jspecify.annotations.NullMarked;
