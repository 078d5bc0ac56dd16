/**
 * Recurrent networks over characters: training, sampling and what lies below them.
 *
 * <p>Depends on the JDK alone and never prints; each package below this one states what it may use.
 */
@NullMarked
package charwise.engine;

import org.jspecify.annotations.NullMarked;
