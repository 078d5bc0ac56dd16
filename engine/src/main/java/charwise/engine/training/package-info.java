/**
 * Training runs: the plan and the rules that make one from what a user asked for, the trainer with
 * its events and checkpoints, and the scorer. May use: everything but sampling and analysis.
 */
@NullMarked
package charwise.engine.training;

import org.jspecify.annotations.NullMarked;
