/** The image on a real cluster. */
@NullMarked
package charwise.spark.cluster;

import org.jspecify.annotations.NullMarked;
