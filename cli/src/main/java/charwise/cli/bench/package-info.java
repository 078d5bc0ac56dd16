/**
 * {@code charwise bench}: how fast this machine trains, samples and multiplies, and what long texts
 * cost. Uses {@code curves} and {@code option}.
 */
@NullMarked
package charwise.cli.bench;

import org.jspecify.annotations.NullMarked;
