/** Checks the manual pages against the commands. */
@NullMarked
package charwise.man;

import org.jspecify.annotations.NullMarked;
