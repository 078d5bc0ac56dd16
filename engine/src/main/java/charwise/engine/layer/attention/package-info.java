/**
 * Attention: how a decoder's state chooses among the outputs of an encoder. An {@link
 * charwise.engine.layer.attention.Attention} owns its weights and its scores; {@link
 * charwise.engine.layer.attention.AttentionForward} owns keys, weights and contexts of a batch. May
 * use: layer and below.
 */
@NullMarked
package charwise.engine.layer.attention;

import org.jspecify.annotations.NullMarked;
