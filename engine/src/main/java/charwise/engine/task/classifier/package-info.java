/**
 * The classifier: one label for a whole text. Character n-grams and a recurrent network read the
 * text side by side; their logits are added. May use: training, network, layer.pooling, ngram,
 * measure, and what these use.
 */
@NullMarked
package charwise.engine.task.classifier;

import org.jspecify.annotations.NullMarked;
