/**
 * How sure a figure is, by hand: Student's t, intervals of means, shares and whatever can be
 * resampled, exact tests of paired differences, and Holm's correction for many tests. Uses {@code
 * kernel}, for its seeded generator.
 */
@NullMarked
package charwise.engine.statistics;

import org.jspecify.annotations.NullMarked;
