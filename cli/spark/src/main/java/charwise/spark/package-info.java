/**
 * The engine on a cluster of Apache Spark: what {@code spark-submit} starts, how work is cut, and
 * functions for SQL. Knows no command line.
 */
@NullMarked
package charwise.spark;

import org.jspecify.annotations.NullMarked;
