/**
 * What every kind of model has in common: a task brings data, network, loss and measure; the
 * trainer, checkpoints and files know these interfaces only. Also the one way in which a step is
 * shared among threads. May use: network, loss, json and below.
 */
@NullMarked
package charwise.engine.task;

import org.jspecify.annotations.NullMarked;
