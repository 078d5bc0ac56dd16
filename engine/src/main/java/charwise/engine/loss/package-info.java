/** Losses over logits stored by panels. May use: tensor and below. */
@NullMarked
package charwise.engine.loss;

import org.jspecify.annotations.NullMarked;
