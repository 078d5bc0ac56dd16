/**
 * The most probable outputs of models that read one sequence and write another: by greedy search
 * and by beams, for the blanks and labels of CTC and for a decoder that writes unit by unit. May
 * use: loss, network and below.
 */
@NullMarked
package charwise.engine.search;

import org.jspecify.annotations.NullMarked;
