package charwise.cli.score;

/**
 * A column of a table.
 *
 * @param name its heading, and the key in JSON
 * @param digits after the dot, where it holds fractions
 */
record Column(String name, int digits) {}
