/**
 * {@code charwise bench}: how fast this machine trains, samples and multiplies. Uses {@code
 * option}.
 */
@NullMarked
package charwise.cli.bench;

import org.jspecify.annotations.NullMarked;
