/** The texts that come with charwise and the catalogue that describes them. Uses the JDK alone. */
@NullMarked
package charwise.corpora;

import org.jspecify.annotations.NullMarked;
