/** Names of values on the command line and in files. Uses the JDK alone. */
@NullMarked
package charwise.engine.label;

import org.jspecify.annotations.NullMarked;
