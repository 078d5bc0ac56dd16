/**
 * The language model: its weights, the step that trains it, reading with it, and how surprising a
 * text is to it. May use: network, ngram, loss and data, and what these use.
 */
@NullMarked
package charwise.engine.task.language;

import org.jspecify.annotations.NullMarked;
