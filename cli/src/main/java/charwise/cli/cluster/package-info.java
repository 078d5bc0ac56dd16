/**
 * Commands that a cluster of the user's own carries out: the options that say which, and what hands
 * them over. May use: console.
 */
@NullMarked
package charwise.cli.cluster;

import org.jspecify.annotations.NullMarked;
