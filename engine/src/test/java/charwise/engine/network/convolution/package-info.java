/** The network that CONTRIBUTING.md speaks of: blocks of a convolution over the last few units. */
@NullMarked
package charwise.engine.network.convolution;

import org.jspecify.annotations.NullMarked;
