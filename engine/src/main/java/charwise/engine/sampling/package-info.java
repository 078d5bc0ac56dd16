/**
 * Text out of a model: the chain of stages from logits to the next unit, generation of many texts
 * side by side, and beam search.
 *
 * <p>May use: model, text and what these use. Nothing here prints; what is generated goes to a
 * {@link charwise.engine.sampling.UnitSink}.
 */
@NullMarked
package charwise.engine.sampling;

import org.jspecify.annotations.NullMarked;
