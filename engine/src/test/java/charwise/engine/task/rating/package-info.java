/** The worked example of a task in CONTRIBUTING.md: a number for a text. */
@NullMarked
package charwise.engine.task.rating;

import org.jspecify.annotations.NullMarked;
