/**
 * The Transformer, decoder only: attention and feed-forward blocks. May use: network.block and
 * below.
 */
@NullMarked
package charwise.engine.network.transformer;

import org.jspecify.annotations.NullMarked;
