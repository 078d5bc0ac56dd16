/**
 * Recurrent networks: a {@link charwise.engine.layer.recurrent.RecurrentCell} owns only its gates
 * and its recurrence; the layer owns weights, large products and the loop over time; the stack owns
 * the order of layers, residual connections and dropout. May use: layer and below.
 */
@NullMarked
package charwise.engine.layer.recurrent;

import org.jspecify.annotations.NullMarked;
