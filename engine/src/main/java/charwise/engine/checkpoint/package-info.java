/**
 * Models on disk: the safetensors format, read without trusting it and written atomically, and the
 * small JSON that its metadata needs.
 *
 * <p>May use: model, optimizer, text and what these use. Nothing here prints.
 */
@NullMarked
package charwise.engine.checkpoint;

import org.jspecify.annotations.NullMarked;
