/**
 * Building blocks between arrays and models: the linear read-out, dropout, and the tiles of work
 * that weight gradients are split into. Recurrent layers are in {@code layer.recurrent}. May use:
 * parameter and below.
 */
@NullMarked
package charwise.engine.layer;

import org.jspecify.annotations.NullMarked;
