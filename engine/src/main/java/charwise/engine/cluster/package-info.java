/**
 * What a cluster does for a program, and a program for a cluster, whatever the cluster is: work on
 * lines that many machines share, and runs of a comparison. May use: comparison.
 */
@NullMarked
package charwise.engine.cluster;

import org.jspecify.annotations.NullMarked;
