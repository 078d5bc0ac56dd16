/**
 * Text as sequences of small integers: strict streaming decoding, the vocabulary of distinct units,
 * the corpus of ids that models are trained on, and items with labels, their split and their
 * batches.
 *
 * <p>May use: {@code kernel}, for its seeded generator. Nothing here knows about models, and
 * nothing here prints.
 */
@NullMarked
package charwise.engine.data;

import org.jspecify.annotations.NullMarked;
