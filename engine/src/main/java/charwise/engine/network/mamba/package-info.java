/**
 * Mamba: blocks of a convolution, a selective scan and a gate. May use: network.block and below.
 */
@NullMarked
package charwise.engine.network.mamba;

import org.jspecify.annotations.NullMarked;
