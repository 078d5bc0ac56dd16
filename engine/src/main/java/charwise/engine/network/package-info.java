/**
 * Layers put together: stacks, with residual connections and dropout between layers. Knows neither
 * losses nor data. May use: layer.recurrent and below.
 */
@NullMarked
package charwise.engine.network;

import org.jspecify.annotations.NullMarked;
