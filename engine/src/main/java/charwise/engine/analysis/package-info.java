/**
 * Measurements on models: how far back a gradient reaches, and what gates and states do while a
 * text is read. May use: model and training, and what is below them.
 */
@NullMarked
package charwise.engine.analysis;

import org.jspecify.annotations.NullMarked;
