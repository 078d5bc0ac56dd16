/** {@code charwise bench}: how fast this machine trains, samples and multiplies. */
@NullMarked
package charwise.cli.bench;

import org.jspecify.annotations.NullMarked;
