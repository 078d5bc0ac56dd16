/** {@code charwise models}: a folder's models and where they come from. */
@NullMarked
package charwise.cli.models;

import org.jspecify.annotations.NullMarked;
