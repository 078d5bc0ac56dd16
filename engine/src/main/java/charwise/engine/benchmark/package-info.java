/**
 * Measures how fast training, sampling and products are. May use: all below training and sampling.
 */
@NullMarked
package charwise.engine.benchmark;

import org.jspecify.annotations.NullMarked;
