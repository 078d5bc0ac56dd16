/**
 * Cells compared: shapes of equal size, runs on equal batches, and what their models are measured
 * by. May use: recall, analysis and below.
 */
@NullMarked
package charwise.engine.comparison;

import org.jspecify.annotations.NullMarked;
