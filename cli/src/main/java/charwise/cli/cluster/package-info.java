/**
 * Commands that a cluster of the user's own carries out: the options that say which, and what hands
 * them over. Uses {@code input}.
 */
@NullMarked
package charwise.cli.cluster;

import org.jspecify.annotations.NullMarked;
