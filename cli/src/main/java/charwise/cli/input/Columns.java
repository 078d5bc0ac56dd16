package charwise.cli.input;

import java.util.List;

/**
 * The columns of a record that are read.
 *
 * @param list in the order in which their values are wanted
 * @param choosing how the user chooses them, for messages
 * @param required whether a record without one of them is an error; else it has an empty value
 */
public record Columns(List<ColumnReference> list, String choosing, boolean required) {}
