/**
 * Layers of networks that have no product with a state: embedding, norm, convolution, selective
 * scan, self-attention, feed-forward. Each owns its weights and, as a pass, its buffers for windows
 * of text; a member of a team runs whole streams and never waits. May use: layer and below.
 */
@NullMarked
package charwise.engine.layer.sequence;

import org.jspecify.annotations.NullMarked;
