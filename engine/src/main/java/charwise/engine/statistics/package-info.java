/**
 * How sure a mean of few runs is: Student's t, intervals and paired differences, by hand. Uses the
 * JDK alone.
 */
@NullMarked
package charwise.engine.statistics;

import org.jspecify.annotations.NullMarked;
