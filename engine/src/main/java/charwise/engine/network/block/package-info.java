/**
 * Networks of blocks on one residual stream, between an embedding and a read-out by the same
 * vectors. A kind of network is a kind of block. May use: network, layer.sequence and below.
 */
@NullMarked
package charwise.engine.network.block;

import org.jspecify.annotations.NullMarked;
