/** The texts that have names: built in, of the machine, and generated. Uses the JDK alone. */
@NullMarked
package charwise.corpora;

import org.jspecify.annotations.NullMarked;
