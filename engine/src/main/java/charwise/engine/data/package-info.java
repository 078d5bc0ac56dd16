/**
 * Text as sequences of small integers: strict streaming decoding, the vocabulary of distinct units,
 * and the corpus of ids that models are trained on.
 *
 * <p>May use: the JDK alone. Nothing here knows about models, and nothing here prints.
 */
@NullMarked
package charwise.engine.data;

import org.jspecify.annotations.NullMarked;
