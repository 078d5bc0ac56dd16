/** All tasks that there are: a new one is a package and a line here. May use: every task. */
@NullMarked
package charwise.engine.registry;

import org.jspecify.annotations.NullMarked;
