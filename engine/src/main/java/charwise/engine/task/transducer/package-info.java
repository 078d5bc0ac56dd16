/**
 * The transducer: a text of its own length written for each text read. An encoder reads; a decoder
 * with attention writes, or each step of the encoder does by connectionist temporal classification.
 * May use: training, network, search, measure, and what these use.
 */
@NullMarked
package charwise.engine.task.transducer;

import org.jspecify.annotations.NullMarked;
