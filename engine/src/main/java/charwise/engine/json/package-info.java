/** JSON, read without trust and written with stable keys. May use: data, for strict UTF-8. */
@NullMarked
package charwise.engine.json;

import org.jspecify.annotations.NullMarked;
