/**
 * Shapes over arrays: a {@link charwise.engine.tensor.Matrix} stored by rows, a {@link
 * charwise.engine.tensor.PanelMatrix} stored by panels, and the products between them. Shapes are
 * checked here, once, and then kernels are called. May use: kernel.
 */
@NullMarked
package charwise.engine.tensor;

import org.jspecify.annotations.NullMarked;
