/**
 * Training and testing a memory: items with a key early, a question late, and whatever else
 * between. May use: training and below.
 */
@NullMarked
package charwise.engine.recall;

import org.jspecify.annotations.NullMarked;
