/**
 * What a model learns: parameters stored by panels in one array, their gradients in another, and
 * the view of both as tensors with PyTorch's names and layouts. May use: tensor and below.
 */
@NullMarked
package charwise.engine.parameter;

import org.jspecify.annotations.NullMarked;
