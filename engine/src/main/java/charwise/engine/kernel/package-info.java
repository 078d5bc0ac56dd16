/**
 * Arithmetic over plain float arrays: panel products, gate loops, softmax, optimizer updates, and
 * the team of threads that runs them. Every kernel exists twice, as a plain scalar twin and as a
 * vector twin, and the two agree to the bit. Knows no model; depends on nothing; the only package
 * that imports the Vector API.
 */
@NullMarked
package charwise.engine.kernel;

import org.jspecify.annotations.NullMarked;
