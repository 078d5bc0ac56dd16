package charwise.cli.score;

import java.util.List;

/**
 * A row of a table.
 *
 * @param nats what it is sorted by; NaN comes last
 * @param values one for each column: a number or a text
 */
record Row(double nats, List<Object> values) {}
