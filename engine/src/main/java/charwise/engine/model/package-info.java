/**
 * Whole models and the registries of cells and model types. May use: everything below (layers,
 * losses, parameters, tensors, kernels).
 */
@NullMarked
package charwise.engine.model;

import org.jspecify.annotations.NullMarked;
