/** {@code charwise plot}, and the curves of a training, as {@code train --plot} draws them too. */
@NullMarked
package charwise.cli.curves;

import org.jspecify.annotations.NullMarked;
