/**
 * Tagging: a tag for every unit of an item. What a text can lose and a tagger puts back (case,
 * diacritics, spaces, punctuation), entities in tokens, and how right the answers are.
 *
 * <p>May use: the JDK alone, for now.
 */
@NullMarked
package charwise.engine.task.tagger;

import org.jspecify.annotations.NullMarked;
