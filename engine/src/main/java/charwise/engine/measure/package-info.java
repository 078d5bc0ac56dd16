/** How good answers are. Knows no model. May use: statistics. */
@NullMarked
package charwise.engine.measure;

import org.jspecify.annotations.NullMarked;
