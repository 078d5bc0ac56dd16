/**
 * What turns gradients into new weights: Adam, RMSProp and SGD with their moments, clipping, and
 * learning-rate schedules. May use: parameter and below.
 */
@NullMarked
package charwise.engine.optimizer;

import org.jspecify.annotations.NullMarked;
