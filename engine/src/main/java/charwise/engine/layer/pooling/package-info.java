/**
 * From the outputs of all units of an item to one row: the last, the mean or the greatest. One
 * class a pooling, and a line in {@link charwise.engine.layer.pooling.PoolingType}. May use: layer
 * and below.
 */
@NullMarked
package charwise.engine.layer.pooling;

import org.jspecify.annotations.NullMarked;
